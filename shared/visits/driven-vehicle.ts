import { without } from '../kernel/without.ts';
import type { AssignedTechnician, Status, Visit } from './visit.ts';

/** A technician with what they drive now, as customers are told. @param driven by member */
export function driving(
  technician: AssignedTechnician,
  driven: ReadonlyMap<string, string>,
): AssignedTechnician {
  const drives = driven.get(technician.memberId);
  return { ...without(technician, 'drives'), ...(drives !== undefined && { drives }) };
}

/** A visit as it introduces its technicians: by what they drive now, for drivers change from day to day. */
export const introducing = (visit: Visit, driven: ReadonlyMap<string, string>): Visit => ({
  ...visit,
  technicians: visit.technicians.map((technician) => driving(technician, driven)),
});

/** True for the steps after which customers see what is coming. */
export const introduces = (to: Status): boolean => to === 'dispatched' || to === 'en_route';
