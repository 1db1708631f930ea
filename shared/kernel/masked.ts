/** `+*******0134`: enough to tell which number it is, not enough to dial it. */
export const maskedNumber = (phone: string): string => phone.replace(/\d(?=\d{4})/g, '*');
