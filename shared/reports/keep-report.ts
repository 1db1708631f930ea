import { isDeepStrictEqual } from 'node:util';
import { DAY, HOUR, ttl } from '../kernel/time.ts';
import { findAccount } from '../team/account-store.ts';
import { lineOf } from './line.ts';
import { addLine, findReported, Overtaken } from './report-store.ts';

const TRIES = 4;

/** Something happened to a visit, or is worth another look. */
export interface Happened {
  readonly kind: string;
  readonly visitId: string;
}

/** Has a visit be looked at again. @param dueAt epoch seconds */
export type LookAgain = (name: string, dueAt: number, visitId: string) => Promise<void>;

/**
 * Brings what a visit adds to the reports in line with what it is now. It goes by the visit, not by the fact: told
 * twice, late or out of order, the same is added once.
 * @throws Error when others keep changing the same visit's line
 */
export async function keepReport(
  { kind, visitId }: Happened,
  now: number,
  lookAgain: LookAgain,
): Promise<void> {
  await bringInLine(visitId, now);
  const later = AGAIN[kind];
  if (later !== undefined) await lookAgain(`report-${visitId}-${kind}`, ttl(now + later), visitId);
}

/** By then networks have said what became of texts, and whoever wants to has looked at the page. */
const AGAIN: Readonly<Record<string, number>> = {
  'visit.completed': DAY + HOUR,
  'visit.cancelled': HOUR,
  'visit.review_requested': HOUR,
};

async function bringInLine(visitId: string, now: number): Promise<void> {
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const found = await findReported(visitId);
    const account = found && (await findAccount(found.known.visit.accountId, now));
    if (!found || !account) return;
    const { known, added } = found;
    const line = lineOf(known, account.settings.company.timeZone, now);
    if (isDeepStrictEqual(line, added?.line)) return;
    try {
      await addLine(known.visit, line, added);
      return;
    } catch (error) {
      if (!(error instanceof Overtaken)) throw error;
    }
  }
  throw new Error('Others keep changing what this visit adds to the reports.');
}
