import type { QuietHours } from './quiet-hours.ts';

/** What a customer wants to be told, chosen on their own link. */
export interface Preferences {
  readonly sms: boolean;
  readonly push: boolean;
  /** Absent: nothing was said against it. */
  readonly email?: boolean | undefined;
  readonly quietHours?: QuietHours | undefined;
}

/** A change of them: what is absent stays, a null takes the quiet hours away. */
export interface PreferencesChange {
  readonly sms?: boolean | undefined;
  readonly push?: boolean | undefined;
  readonly email?: boolean | undefined;
  readonly quietHours?: QuietHours | null | undefined;
}

/** Of whoever has chosen nothing. */
export const UNCHOSEN: Preferences = { sms: true, push: true };

/** The preferences as they are after a change. */
export function changedPreferences(was: Preferences, change: PreferencesChange): Preferences {
  const { sms = was.sms, push = was.push, email = was.email, quietHours = was.quietHours } = change;
  return { sms, push, ...(email !== undefined && { email }), ...(quietHours && { quietHours }) };
}
