import type { Plan, Visit } from '../api/types.ts';
import type { Edit } from './drop.ts';

/** A visit in the day of whom it is proposed for, and when they would come. */
export interface Proposed {
  readonly visit: Visit;
  readonly arrivesAt: string;
  readonly driveMinutes: number;
}

/** What of a plan still stands. */
export interface Proposals {
  readonly ofRow: Readonly<Record<string, readonly Proposed[]>>;
  /** What agreeing would send. */
  readonly changes: readonly { readonly visit: Visit; readonly edit: Edit }[];
}

export const NOTHING_PROPOSED: Proposals = { ofRow: {}, changes: [] };

/** The proposals whose visit is as it was when it was planned: whom somebody has assigned or held meanwhile drops out. */
export function standing({ assignments, days }: Plan, visits: readonly Visit[]): Proposals {
  const open = new Map(
    visits
      .filter(
        ({ status, hold, technicianIds }) =>
          status === 'pending_dispatch' && !hold && technicianIds.length === 0,
      )
      .map((visit) => [visit.visitId, visit]),
  );
  const changes = assignments.flatMap(({ visitId, technicianId }) => {
    const visit = open.get(visitId);
    return visit ? [{ visit, edit: { technicianIds: [technicianId] } }] : [];
  });
  const ofRow = Object.fromEntries(
    days.map(({ technicianId, stops }) => [
      technicianId,
      stops.flatMap(({ visitId, proposed, arrivesAt, driveMinutes }) => {
        const visit = proposed ? open.get(visitId) : undefined;
        return visit ? [{ visit, arrivesAt, driveMinutes }] : [];
      }),
    ]),
  );
  return { ofRow, changes };
}
