/** Kinds of number that no text message reaches, whatever the country. */
const NEVER_MOBILE = ['FIXED_LINE', 'TOLL_FREE', 'PREMIUM_RATE', 'SHARED_COST', 'UAN', 'VOICEMAIL'];

/**
 * True only when the number plan leaves no doubt: where it cannot tell (as in the US), the text goes out. The
 * plans of all countries are as big as an SDK client, so they are loaded by the first text that needs them.
 */
export async function isNeverMobile(phone: string): Promise<boolean> {
  const { parsePhoneNumberFromString } = await import('libphonenumber-js/max');
  return NEVER_MOBILE.includes(parsePhoneNumberFromString(phone)?.getType() ?? '');
}
