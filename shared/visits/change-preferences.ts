import { isDeepStrictEqual } from 'node:util';
import { findCustomer, savePreferences } from '../customers/customer-store.ts';
import {
  changedPreferences,
  type Preferences,
  type PreferencesChange,
  UNCHOSEN,
} from '../customers/preferences.ts';
import { changeVisit } from './change-visit.ts';
import { nextVersion } from './edit.ts';
import { isOver } from './life.ts';
import { openVisitsOfCustomer } from './list-visits.ts';
import type { Visit } from './visit.ts';

/**
 * Writes down what the customer of a visit has chosen, and copies it to all visits of theirs that are not over:
 * each carries it into its link and into what is decided about its texts. Nobody's timeline tells of it.
 * @returns the preferences as they are now
 */
export async function changePreferences(
  visit: Visit,
  change: PreferencesChange,
  now: number,
): Promise<Preferences> {
  const { customerId } = visit.customer;
  const customer = await findCustomer(visit.accountId, customerId);
  const was = customer?.preferences ?? visit.customer.preferences ?? UNCHOSEN;
  const preferences = changedPreferences(was, change);
  if (customer && !isDeepStrictEqual(customer.preferences, preferences)) {
    await savePreferences(customerId, preferences);
  }
  // The index may not know the newest visit yet; the one whose link is used is changed in any case.
  const others = (await openVisitsOfCustomer(customerId)).filter(({ visitId }) => visitId !== visit.visitId);
  for (const one of [visit, ...others]) await copy(one, preferences, now);
  return preferences;
}

const copy = (visit: Visit, preferences: Preferences, now: number): Promise<Visit> =>
  changeVisit({ visit, now }, (current) => {
    const known = isDeepStrictEqual(current.customer.preferences, preferences);
    if (isOver(current.status) || known) return undefined;
    const customer = { ...current.customer, preferences };
    return { after: { ...nextVersion(current, now), customer }, facts: [] };
  });
