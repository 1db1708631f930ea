import type { Occurrence } from '../alerts/alert.ts';
import { epoch, type Instant, MINUTE } from '../kernel/time.ts';
import type { Settings } from '../team/settings.ts';
import { shownTechnician } from '../visits/link-view.ts';
import { windowOccasion } from '../visits/mark-late.ts';
import type { Visit } from '../visits/visit.ts';

/** Nobody has come to this visit, and by now somebody should have: once per window. @param now epoch ms */
export function lateAlert(visit: Visit, from: Settings['noShow']['from'], now: number): Occurrence {
  const minutes = Math.floor((now - epoch(visit.window[from])) / MINUTE);
  const who = shownTechnician(visit)?.firstName;
  const told = who ? `${who} has not arrived` : 'Nobody has arrived';
  return {
    ...about(visit, 'late', `${windowOccasion(visit.window)}${movedBy(visit)}`),
    text: `LATE: ${told} at ${visit.customer.name} - ${minutes} min overdue.`,
  };
}

/** Back to a window that it was late for before, a visit can be late again. */
const movedBy = ({ movedWith }: Visit): string => (movedWith === undefined ? '' : `#${movedWith}`);

/** The system has closed this visit, which was as it is given here: once per visit. */
export const closedAlert = (visit: Visit): Occurrence => ({
  ...about(visit, 'auto_closed', 'once'),
  text: `${WHY_CLOSED[visit.status] ?? 'CLOSED'}: ${visit.customer.name}, ${visit.address.line}.`,
});

const WHY_CLOSED: Readonly<Partial<Record<Visit['status'], string>>> = {
  pending_dispatch: 'EXPIRED, nobody set off',
  dispatched: 'EXPIRED, nobody set off',
  en_route: 'CLOSED, nobody arrived',
  arrived: 'CLOSED, nobody completed it',
};

/** The phone of whoever is on the way has been silent since `since`: once per silence. */
export const silentAlert = (visit: Visit, since: Instant): Occurrence => ({
  ...about(visit, 'technician_silent', since),
  text: `SILENT: no position from ${shownTechnician(visit)?.firstName ?? 'the technician'} for 5 min, on the way to ${visit.customer.name}.`,
});

const about = (visit: Visit, kind: Occurrence['kind'], occasion: string): Omit<Occurrence, 'text'> => ({
  accountId: visit.accountId,
  kind,
  subject: visit.visitId,
  occasion,
  visitId: visit.visitId,
  memberId: shownTechnician(visit)?.memberId,
});
