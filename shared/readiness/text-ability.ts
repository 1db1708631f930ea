/** What is known of whether texts can leave at all; what could not be asked is absent. */
export interface TextAbility {
  /** In the sandbox: the only phones that are texted. */
  readonly onlyTo?: readonly string[];
  /** There is something that texts can come from. */
  readonly hasOrigin?: boolean;
}

/** Where no text is carried that does not come from a registered number. */
const NEEDS_ORIGIN = 'US';

/**
 * True only when it is certain that a text to this phone would be dropped, whatever SNS answers to it; in doubt it is
 * sent. The plans of all countries are loaded by the first text that needs them.
 * @param phone E.164
 */
export async function cannotBeTexted(
  phone: string,
  { onlyTo, hasOrigin = true }: TextAbility,
): Promise<boolean> {
  if (onlyTo && !onlyTo.includes(phone)) return true;
  if (hasOrigin) return false;
  const { parsePhoneNumberFromString } = await import('libphonenumber-js/max');
  return parsePhoneNumberFromString(phone)?.country === NEEDS_ORIGIN;
}
