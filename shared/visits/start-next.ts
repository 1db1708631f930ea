import { findWhereabouts } from '../drives/whereabouts-store.ts';
import { AlreadyInProgress, idempotencyOf } from '../kernel/idempotency-store.ts';
import { Problem } from '../kernel/problem.ts';
import { epoch, MINUTE } from '../kernel/time.ts';
import { type Account, findAccount } from '../team/account-store.ts';
import { findMember } from '../team/member-store.ts';
import type { Settings } from '../team/settings.ts';
import { putAsk } from './ask-store.ts';
import { changeStatus } from './change-status.ts';
import { findFact, type WhichFact } from './fact-store.ts';
import { listVisits } from './list-visits.ts';
import { dayAt, dayBounds } from './local-day.ts';
import type { Fact, Visit } from './visit.ts';
import { findVisit } from './visit-store.ts';

/** A leaving that was seen longer ago than this starts nothing any more; asking does no harm. */
const FRESH = 2 * MINUTE;

/**
 * What leaving a site means for the next visit. Who set off elsewhere has chosen already; what was seen long ago, or
 * is not what the account wants started by itself, is left to the technician.
 * @param now epoch ms
 */
export function decideNext(
  left: Pick<Fact, 'evidence'>,
  status: Visit['status'],
  onLeaving: Settings['enRoute']['onLeaving'],
  now: number,
): 'start' | 'ask' | 'nothing' {
  if (!left.evidence) return 'nothing';
  if (now - epoch(left.evidence.at) > FRESH) return 'ask';
  return onLeaving === 'always' || (onLeaving === 'completed' && status === 'completed') ? 'start' : 'ask';
}

/**
 * A site was left: the technician's next dispatched visit of the day begins by itself, or they are asked whether it
 * shall. Nothing happens while they are on the way elsewhere, or have nothing left to do today.
 * @param now epoch ms
 */
export async function startNext(event: WhichFact, now: number): Promise<void> {
  const [visit, left] = await Promise.all([findVisit(event.visitId), findFact(event)]);
  if (!visit || !left?.technicianId) return;
  const account = await findAccount(visit.accountId, now);
  if (!account?.enabled || !(await isWorking(left.technicianId, account))) return;
  const what = decideNext(left, visit.status, account.settings.enRoute.onLeaving, now);
  if (what === 'nothing' || (await findWhereabouts(left.technicianId)).drive) return;
  const next = await nextOf(left.technicianId, account, now);
  if (!next) return;
  if (what === 'start') return start(next, left, account, now);
  const { technicianId, at } = left;
  await putAsk(technicianId, { kind: 'start_next', visitId: next.visitId, leftVisitId: visit.visitId, at });
}

async function isWorking(memberId: string, { accountId }: Account): Promise<boolean> {
  const member = await findMember(memberId);
  return member?.active === true && member.role === 'technician' && member.accountId === accountId;
}

/** The first of the day, in the order of the windows, that is dispatched and not on hold. */
async function nextOf(technicianId: string, account: Account, now: number): Promise<Visit | undefined> {
  const { timeZone } = account.settings.company;
  const { accountId } = account;
  const today = dayBounds(dayAt(now, timeZone), timeZone);
  const { visits } = await listVisits({ accountId, technicianId, status: 'dispatched', ...today });
  return visits.find(({ hold }) => !hold);
}

/** Once for each leaving, however often it is told. What does not allow it now is no fault: somebody was quicker. */
async function start(visit: Visit, left: Fact, account: Account, now: number): Promise<void> {
  const idempotency = idempotencyOf('system', 'start-next', left.factId, '', now);
  const driverId = left.technicianId;
  const step = { to: 'en_route', by: { role: 'system' }, now, driverId, idempotency } as const;
  try {
    await changeStatus({ visit, account, ...step });
  } catch (error) {
    const settled = error instanceof AlreadyInProgress || (error instanceof Problem && error.slug !== 'busy');
    if (!settled) throw error;
  }
}
