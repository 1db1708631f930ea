import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** Kinds of number that no text message reaches, whatever the country. */
const NEVER_MOBILE = ['FIXED_LINE', 'TOLL_FREE', 'PREMIUM_RATE', 'SHARED_COST', 'UAN', 'VOICEMAIL'];

/** True only when the number plan leaves no doubt: where it cannot tell (as in the US), the text goes out. */
export function isNeverMobile(phone: string): boolean {
  return NEVER_MOBILE.includes(parsePhoneNumberFromString(phone)?.getType() ?? '');
}
