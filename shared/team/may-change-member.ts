import { conflict, forbidden, notFound } from '../kernel/problem.ts';
import { type Member, type MemberChanges, statusOf } from './member.ts';

type Part = keyof MemberChanges;

/** What everybody may say of themselves. */
const OWN: readonly Part[] = ['phone', 'photoUrl', 'homeAddress'];
/** What the office says of technicians, and of itself. */
const DESK: readonly Part[] = [...OWN, 'name', 'position', 'vehicle', 'skills'];

/** @throws Problem 404 unless the member is of the caller's account, and for a technician, the caller */
export function mustSeeMember(member: Member | undefined, caller: Member): asserts member is Member {
  const own = caller.role !== 'technician' || caller.memberId === member?.memberId;
  if (member?.accountId !== caller.accountId || !own) throw notFound();
}

/**
 * @param parts the names of what is to be changed
 * @throws Problem 403 for what is not the caller's to change, 409 for somebody whose access has ended
 */
export function mustMayChange(member: Member, caller: Member, parts: readonly Part[]): void {
  const mayNot = parts.find((part) => !permits(caller, member, part));
  if (mayNot) throw forbidden(`${mayNot} is not for a ${caller.role} to change${of(member, caller)}.`);
  if (statusOf(member) === 'revoked') throw conflict('access-ended', 'This member’s access has ended.');
}

function permits(caller: Member, member: Member, part: Part): boolean {
  if (caller.role === 'owner') return true;
  const own = caller.memberId === member.memberId;
  if (caller.role === 'technician') return own && OWN.includes(part);
  return (own || member.role === 'technician') && DESK.includes(part);
}

const of = (member: Member, caller: Member): string =>
  caller.memberId === member.memberId ? '' : ` of a ${member.role}`;
