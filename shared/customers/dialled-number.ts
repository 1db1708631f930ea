/**
 * A number as the networks know it. Who writes one down internationally often keeps the zero that is only dialled at
 * home (`+44 (0)20…`): with it a text goes nowhere, and the same customer would be two. What no plan knows stays as it
 * is. The plans are loaded by the first number that needs them.
 * @param phone `+` and 8 to 15 digits
 */
export async function dialledNumber(phone: string): Promise<string> {
  const { parsePhoneNumberFromString } = await import('libphonenumber-js/min');
  return parsePhoneNumberFromString(phone)?.number ?? phone;
}
