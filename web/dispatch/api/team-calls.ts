import { answerOf, type Tracker } from './client.ts';
import type { Schema } from './types.ts';

export type Invite = Schema<'Invite'>;
/** What the office has written to somebody of the team. */
export type Memo = Schema<'TeamMessage'>;
export type AuditEntry = Schema<'AuditEntry'>;

const once = () => ({ 'Idempotency-Key': crypto.randomUUID() });
const member = (memberId: string) => ({ path: { memberId } });
const invite = (inviteId: string) => ({ path: { inviteId } });

/** What the team's page asks of the service. Each throws Refused, Unreachable or SignedOut. */
export function createTeamCalls(api: Tracker) {
  return {
    members: async () => (await answerOf(api.GET('/team/members'))).members,
    change: async (memberId: string, body: Schema<'MemberChange'>) =>
      (await answerOf(api.PATCH('/team/members/{memberId}', { params: member(memberId), body }))).member,
    revoke: (memberId: string) =>
      answerOf(api.DELETE('/team/members/{memberId}', { params: member(memberId) })),
    invites: async () => (await answerOf(api.GET('/team/invites'))).invites,
    invite: (body: Schema<'InviteInput'>) =>
      answerOf(api.POST('/team/invites', { params: { header: once() }, body })),
    resend: (inviteId: string) =>
      answerOf(api.POST('/team/invites/{inviteId}/resend', { params: invite(inviteId) })),
    withdraw: (inviteId: string) =>
      answerOf(api.DELETE('/team/invites/{inviteId}', { params: invite(inviteId) })),
    memos: (memberId: string, cursor?: string) =>
      answerOf(
        api.GET('/team/members/{memberId}/messages', {
          params: { path: { memberId }, query: { ...(cursor !== undefined && { cursor }) } },
        }),
      ),
    resendMemo: (memberId: string, messageId: string) =>
      answerOf(
        api.POST('/team/members/{memberId}/messages/{messageId}/resend', {
          params: { path: { memberId, messageId }, header: once() },
        }),
      ),
    audit: (cursor?: string) =>
      answerOf(api.GET('/team/audit', { params: { query: { ...(cursor !== undefined && { cursor }) } } })),
  };
}

export type TeamCalls = ReturnType<typeof createTeamCalls>;
