import { measure } from '../../shared/kernel/metrics.ts';
import { comingSoon, forbidden, impossible, Problem } from '../../shared/kernel/problem.ts';
import { acceptPositions } from '../../shared/tracking/accept-positions.ts';
import { advanceLatest } from '../../shared/tracking/latest-store.ts';
import { readPhoneState } from '../../shared/tracking/phone-state.ts';
import { reply } from '../runtime/reply.ts';
import { technicianOnly } from '../runtime/technician.ts';

const MOST = 100;

/** POST /positions: a phone reports where it has been since its last upload. */
export const handler = technicianOnly(async ({ body, technician, now }) => {
  const phone = readPhoneState(body);
  const positions = positionsIn(body, phone.permission === undefined ? 1 : 0);
  const { fixes, accepted, rejected, refusals } = acceptPositions(positions, now);
  for (const Reason of refusals) measure('PositionsRefused', { Reason });
  const news = fixes.length > 0 || phone.permission !== undefined;
  const barred = news ? (await advanceLatest({ ...technician, phone }, fixes, now)).refused : undefined;
  if (barred) measure('PositionsRefused', { Reason: barred }, fixes.length);
  if (barred === 'account_not_enabled') throw comingSoon();
  if (barred) throw forbidden('Your access to this account has ended.');
  return reply(202, { accepted, rejected });
});

/**
 * By hand, not by schema: a bad fix must not spoil the list, and this runs for every fix of every van.
 * @param fewest none is enough of a phone that says it may not know where it is
 */
function positionsIn(body: unknown, fewest: number): readonly unknown[] {
  const positions = (body as { positions?: unknown } | null)?.positions;
  if (!Array.isArray(positions)) {
    const errors = [{ pointer: '/positions', detail: 'must be a list of positions' }];
    throw new Problem(400, 'invalid', 'Invalid request', 'There is no list of positions.', { errors });
  }
  if (positions.length < fewest || positions.length > MOST) {
    throw impossible('/positions', `must have ${fewest} to ${MOST} entries`);
  }
  return positions;
}
