import { alertOf } from '../alerts/alert.ts';
import { AlreadySo, alertWrites } from '../alerts/alert-store.ts';
import { raiseAlert } from '../alerts/raise-alert.ts';
import { findAccount } from '../team/account-store.ts';
import { findLatest } from '../tracking/latest-items-store.ts';
import { changeVisit } from '../visits/change-visit.ts';
import type { Visit } from '../visits/visit.ts';
import { findVisit } from '../visits/visit-store.ts';
import { keepTimer } from './keep-timer.ts';
import { decideOverdue, decideSilence, nextLook, type Overdue, type Seen } from './look.ts';

/**
 * Looks at a visit because it changed, or because its timer is due: does what its time has come for, and sets its
 * timer to when to look again. It goes by the visit as it is now, not by what woke it, so what comes late, early or
 * twice does no harm; and it looks once more afterwards, lest two of them overtake each other.
 * @param now epoch ms
 * @param fired when the timer was due that woke it, epoch seconds
 */
export async function attendVisit(visitId: string, now: number, fired?: number): Promise<void> {
  let visit = await findVisit(visitId);
  for (;;) {
    const seen = visit && (await settle(visit, now));
    await keepTimer({ visitId, next: seen && nextLook(seen), now, fired });
    const after = await findVisit(visitId);
    if (after?.version === (seen?.visit ?? visit)?.version) return;
    visit = after;
  }
}

/** Does what is due, and answers how the visit stands then. */
async function settle(visit: Visit, now: number): Promise<Seen | undefined> {
  const [account, heardAt] = await Promise.all([findAccount(visit.accountId, now), heard(visit)]);
  if (!account) return undefined;
  const before = { visit, settings: account.settings, heardAt, now };
  const seen = { ...before, visit: await closeOrMark(before) };
  const silence = decideSilence(seen);
  if (silence) await raiseAlert(silence, now);
  return seen;
}

/** Time of the newest fix of whoever is on the way. */
async function heard({ status, driverId }: Visit): Promise<number | undefined> {
  if (status !== 'en_route' || driverId === undefined) return undefined;
  const [latest] = await findLatest([driverId]);
  return latest?.fixes.at(-1)?.at;
}

/** What the office is told of it is in the same transaction; told before, it is not told again. */
async function closeOrMark(seen: Seen, tell = true): Promise<Visit> {
  const { visit, now } = seen;
  const told = ({ alert }: Overdue) => (tell && alert ? alertWrites(alertOf(alert, now)) : []);
  try {
    return await changeVisit({ visit, now }, (current) => {
      const overdue = decideOverdue({ ...seen, visit: current });
      return overdue && { ...overdue.outcome, also: told(overdue) };
    });
  } catch (error) {
    if (tell && error instanceof AlreadySo) return closeOrMark(seen, false);
    throw error;
  }
}
