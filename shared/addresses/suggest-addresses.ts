import { DAY, HOUR, instant } from '../kernel/time.ts';
import type { Account } from '../team/settings.ts';
import { listMonth, readVisits } from '../visits/visit-index-store.ts';
import type { Asked, Suggestion } from './complete-client.ts';

/** Shorter ones fit everything, and every letter would be paid for. */
const SHORTEST = 3;
/** A handful of visits says where a company works; a few may have no place. */
const LOOKED_AT = 10;

/** The client is loaded for who has typed enough. */
export type Complete = (asked: Asked) => Promise<Suggestion[]>;

/** Addresses that begin as somebody has typed, near where the company works. @param now epoch ms */
export async function suggestAddresses(
  text: string,
  { accountId, settings }: Account,
  now: number,
  complete: Complete,
): Promise<Suggestion[]> {
  if (text.length < SHORTEST) return [];
  const near = await workplaceOf(accountId, now);
  return complete({ text, language: settings.company.language, near });
}

interface Workplace {
  readonly near: Asked['near'];
  readonly until: number;
}
const known = new Map<string, Workplace>();

/** Where one of the account's visits of this month is; looked up once an hour in each function. */
async function workplaceOf(accountId: string, now: number): Promise<Asked['near']> {
  const kept = known.get(accountId);
  if (kept && kept.until > now) return kept.near;
  const { entries } = await listMonth({ accountId }, instant(now - DAY), instant(now + 31 * DAY), LOOKED_AT);
  const visits = await readVisits(entries.map(({ visitId }) => visitId));
  const found = visits
    .map(({ address }) => address)
    .find(({ verified, lat }) => verified && lat !== undefined);
  const near = found && { lat: found.lat ?? 0, lng: found.lng ?? 0 };
  known.set(accountId, { near, until: now + HOUR });
  return near;
}
