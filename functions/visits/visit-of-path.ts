import { notFound } from '../../shared/kernel/problem.ts';
import { mustSee } from '../../shared/visits/decide-step.ts';
import type { Edit } from '../../shared/visits/edit.ts';
import type { By, Visit } from '../../shared/visits/visit.ts';
import { findVisit } from '../../shared/visits/visit-store.ts';
import type { Caller, StaffRequest } from '../runtime/staff.ts';

/**
 * The visit a path names, as the caller may see it: the account's, and for a technician one assigned to them.
 * @throws Problem 404 for every other
 */
export const visitOfPath = (caller: Caller): Promise<Visit> =>
  visibleVisit(caller.path['visitId'] ?? '', caller);

/** @throws Problem 404 when it is not there, or not the caller's to see */
export async function visibleVisit(visitId: string, { member }: Pick<Caller, 'member'>): Promise<Visit> {
  const visit = await findVisit(visitId);
  if (!visit || visit.accountId !== member.accountId) throw notFound();
  mustSee(visit, byOf(member));
  return visit;
}

/** A member as the timeline names them. */
export const byOf = ({ role, memberId }: Caller['member']): By => ({ role, memberId });

/** Who edits, when, and which version they believe in. */
export const editOf = ({ member, now, headers }: StaffRequest<unknown, unknown, unknown>): Edit => ({
  by: byOf(member),
  now,
  expected: ifMatch(headers),
});

/**
 * The version a caller believes in: undefined without `If-Match` or with `*`; what is no version of ours matches
 * none. `"7"`, `W/"7"` and a bare 7 are read.
 */
function ifMatch(headers: Readonly<Record<string, string | undefined>>): number | undefined {
  const value = headers['if-match']?.trim();
  if (value === undefined || value === '*') return undefined;
  const digits = /^(?:W\/)?"?(\d{1,9})"?$/.exec(value)?.[1];
  return digits === undefined ? Number.NaN : Number(digits);
}
