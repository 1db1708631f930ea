/** An iPhone or iPad, which has its settings, and its maps, elsewhere. */
export const isApple = (): boolean => /iPhone|iPad/.test(navigator.userAgent);

/** Where this phone keeps what a page may do. */
export function platform(): 'ios' | 'android' | 'other' {
  if (isApple()) return 'ios';
  return /Android/.test(navigator.userAgent) ? 'android' : 'other';
}
