import type { Member } from '../api/types.ts';

const ROLES: readonly Member['role'][] = ['owner', 'dispatcher', 'technician'];
const STATUSES: readonly Member['status'][] = ['active', 'invited', 'revoked'];

/** Who is here before who is to come, and those before who is gone; the owner first, then by name. */
export const inOrder = (team: readonly Member[]): readonly Member[] =>
  team.toSorted(
    (a, b) =>
      STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status) ||
      ROLES.indexOf(a.role) - ROLES.indexOf(b.role) ||
      a.name.localeCompare(b.name),
  );

interface Caller {
  readonly memberId: string;
  readonly role: string;
}

/** As the service has it: an owner changes anybody, a dispatcher technicians and themselves; nobody who is gone. */
export const mayChange = (me: Caller, { memberId, role, status }: Member): boolean =>
  status !== 'revoked' &&
  (me.role === 'owner' || (me.role === 'dispatcher' && (role === 'technician' || memberId === me.memberId)));

/** An owner who ends their own access would lock the door from outside. */
export const mayRevoke = (me: Caller, { memberId, status }: Member): boolean =>
  me.role === 'owner' && status === 'active' && memberId !== me.memberId;

export const matchesMember = ({ name, position = '', skills, vehicle = '' }: Member, text: string): boolean =>
  [name, position, vehicle, ...skills].some((word) => word.toLowerCase().includes(text.trim().toLowerCase()));
