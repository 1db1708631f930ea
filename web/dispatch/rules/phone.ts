import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

const codeOf = (phone: string) => parsePhoneNumberFromString(phone)?.countryCallingCode;

/**
 * A number as it is dialled from everywhere, of what somebody in a company's country has typed. What can be no number
 * stays as it is: that it is wrong is told by the rule for numbers.
 * @param home the company's own number, E.164
 */
export function dialled(typed: string, home: string): string {
  const text = typed.trim();
  const code = codeOf(home);
  const found = parsePhoneNumberFromString(text, code ? { defaultCallingCode: code } : undefined);
  return found?.isPossible() ? found.number : text;
}

/** `+1 415 555 0123`: a number is read in groups. */
export const phoneInWords = (phone: string): string =>
  parsePhoneNumberFromString(phone)?.formatInternational() ?? phone;

/** Fewer digits are no number that a search could find. */
const SHORTEST = 7;

/** Whether somebody looks for a number and not for a name. */
export const looksLikePhone = (typed: string): boolean =>
  /^\+?[\d\s().-]+$/.test(typed.trim()) && typed.replace(/\D/g, '').length >= SHORTEST;
