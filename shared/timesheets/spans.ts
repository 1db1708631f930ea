import { SET_OFF } from '../visits/leave-site.ts';
import type { By, Fact } from '../visits/visit.ts';
import type { Began, Ended, Span } from './time-entry.ts';

/** What becomes of the latest time at the site. */
type Change = (span: Span) => Span;

/**
 * The times at its site that a visit's timeline tells of: each arrival begins one; leaving, completing or cancelling
 * ends it, whichever was first; undoing the arrival takes it back.
 * @param facts the whole timeline, in the order of versions
 */
export function spansOf(facts: readonly Fact[]): Span[] {
  const spans: Span[] = [];
  for (const fact of facts) {
    if (fact.kind === 'visit.arrived' && fact.technicianId !== undefined) {
      const begun = { at: fact.at, by: beganBy(fact.by) };
      spans.push({ trip: fact.trip ?? 1, memberId: fact.technicianId, begun });
    }
    const last = spans.pop();
    if (last) spans.push((CHANGES[fact.kind]?.(fact) ?? same)(last));
  }
  return spans;
}

const same: Change = (span) => span;

const beganBy = ({ role }: By): Began => {
  if (role === 'system') return 'position';
  return role === 'technician' ? 'technician' : 'office';
};

const CHANGES: Partial<Record<Fact['kind'], (fact: Fact) => Change>> = {
  'visit.left':
    ({ at, reason, technicianId }) =>
    (span) =>
      span.memberId === technicianId ? ended(span, at, reason === SET_OFF ? 'set_off' : 'left') : span,
  'visit.completed':
    ({ at, by, reason }) =>
    (span) =>
      ended(span, at, by.role === 'system' && reason === 'auto_closed' ? 'auto_closed' : 'completed'),
  'visit.cancelled':
    ({ at }) =>
    (span) =>
      ended(span, at, 'cancelled'),
  'visit.arrival_undone': () => (span) => ({ ...span, takenBack: true }),
};

/** An end that is told later may have been earlier: a phone that was offline says so with its own time. */
function ended(span: Span, at: string, by: Ended): Span {
  return span.ended && span.ended.at <= at ? span : { ...span, ended: { at, by } };
}
