import { forbidden } from '../kernel/problem.ts';
import type { Member } from '../team/member.ts';
import type { Settings } from '../team/settings.ts';

/** An account can keep the sending of links from its dispatchers. */
export const maySendLinks = ({ role }: Pick<Member, 'role'>, settings: Settings): boolean =>
  role === 'owner' || settings.permissions.dispatchersSendLinks;

/** @throws Problem 403 for a dispatcher of such an account */
export function mustBeAllowedToSendLinks(member: Pick<Member, 'role'>, settings: Settings): void {
  if (!maySendLinks(member, settings)) throw forbidden('In this account dispatchers do not send links.');
}
