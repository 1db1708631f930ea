import { measure } from '../../shared/kernel/metrics.ts';
import { comingSoon, forbidden, impossible, Problem } from '../../shared/kernel/problem.ts';
import { acceptPositions } from '../../shared/tracking/accept-positions.ts';
import { advanceLatest } from '../../shared/tracking/latest-store.ts';
import { reply } from '../runtime/reply.ts';
import { technicianOnly } from '../runtime/technician.ts';

const MOST = 100;

/** POST /positions: a phone reports where it has been since its last upload. */
export const handler = technicianOnly(async ({ body, technician, now }) => {
  const { fixes, accepted, rejected, refusals } = acceptPositions(positionsIn(body), now);
  for (const Reason of refusals) measure('PositionsRefused', { Reason });
  const barred = fixes.length > 0 ? await advanceLatest(technician, fixes, now) : undefined;
  if (barred) measure('PositionsRefused', { Reason: barred }, fixes.length);
  if (barred === 'account_not_enabled') throw comingSoon();
  if (barred) throw forbidden('Your access to this account has ended.');
  return reply(202, { accepted, rejected });
});

/** By hand, not by schema: a bad fix must not spoil the list, and this runs for every fix of every van. */
function positionsIn(body: unknown): readonly unknown[] {
  const positions = (body as { positions?: unknown } | null)?.positions;
  if (!Array.isArray(positions)) {
    const errors = [{ pointer: '/positions', detail: 'must be a list of positions' }];
    throw new Problem(400, 'invalid', 'Invalid request', 'There is no list of positions.', { errors });
  }
  if (positions.length < 1 || positions.length > MOST) {
    throw impossible('/positions', `must have 1 to ${MOST} entries`);
  }
  return positions;
}
