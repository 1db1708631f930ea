import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { Acceptance, InviteInput } from '../../team/invite-contract.ts';
import {
  Accepted,
  AuditList,
  InviteAnswer,
  InviteList,
  MemberAnswer,
  MemberList,
  WaitlistAnswer,
} from '../../team/member-answers.ts';
import { AuditQuery, MemberChange, MembersQuery } from '../../team/member-contract.ts';
import { WaitlistInput } from '../../team/waitlist-contract.ts';
import { publicOperation, staffOperation, type Told } from './operation.ts';

const operation = (told: Omit<Told, 'tag'>) => staffOperation({ tag: 'Team', ...told });

/** Who is of the team, and who let them in. */
export const teamPaths: ZodOpenApiPathsObject = {
  '/team/members': {
    get: operation({
      id: 'listMembers',
      summary: 'Everybody of the team by name, also those whose access has ended',
      description: 'Owner, dispatcher.',
      query: MembersQuery,
      answers: { 200: MemberList },
    }),
  },
  '/team/members/{memberId}': {
    patch: operation({
      id: 'changeMember',
      summary: 'Change what is known of a member, or their role',
      description: 'What is not the caller’s to change is a 403, the last owner’s role a 409 (`last-owner`).',
      path: ['memberId'],
      body: MemberChange,
      answers: { 200: MemberAnswer },
      refusals: [409],
    }),
    delete: operation({
      id: 'revokeMember',
      summary: 'End a member’s access, at once',
      description:
        'Owner. Their calls are refused, their boards closed, their device tokens and positions forgotten; a visit they ' +
        'are on the way to is taken back. What they did stays. The last owner’s is a 409 (`last-owner`).',
      path: ['memberId'],
      answers: { 204: null },
      refusals: [400, 409, 413, 415],
    }),
  },
  '/team/invites': {
    post: operation({
      id: 'createInvite',
      summary: 'Invite somebody by e-mail',
      description:
        'Owner. The link in the mail works for seven days. 409 for an address of the team (`already-invited`), and where ' +
        'no mails can be sent (`mail-not-configured`). mailed: false when this one did not leave; resend it.',
      body: InviteInput,
      answers: { 201: InviteAnswer },
      refusals: [404, 409],
      idempotent: true,
    }),
    get: operation({
      id: 'listInvites',
      summary: 'Who is invited and has not come, the latest first',
      description: 'Owner.',
      answers: { 200: InviteList },
    }),
  },
  '/team/invites/{inviteId}': {
    delete: operation({
      id: 'withdrawInvite',
      summary: 'Take an invite back: its link leads nowhere any more',
      description: 'Owner.',
      path: ['inviteId'],
      answers: { 204: null },
      refusals: [400, 409, 413, 415],
    }),
  },
  '/team/invites/{inviteId}/resend': {
    post: operation({
      id: 'resendInvite',
      summary: 'Send another link; the one before is dead',
      description: 'Owner.',
      path: ['inviteId'],
      answers: { 200: InviteAnswer },
      refusals: [400, 409, 413, 415],
    }),
  },
  '/team/invites/{token}/accept': {
    post: publicOperation({
      id: 'acceptInvite',
      tag: 'Team',
      summary: 'Join the team one was invited to',
      description:
        'The token stands behind `#join=` in the link of the mail. Unknown, expired, replaced and used tokens get one and ' +
        'the same 404. 409 (`address-taken`): the address signs in as somebody else already.',
      path: ['token'],
      body: Acceptance,
      answers: { 201: Accepted },
      refusals: [404, 409],
    }),
  },
  '/waitlist': {
    post: staffOperation({
      id: 'joinWaitlist',
      tag: 'Settings',
      summary: 'Be told by mail once this account is switched on',
      description:
        'Owner of an account that is not switched on; all else it may do is `GET /settings`. For one that is, 409 ' +
        '(`account-enabled`). Asked again, the later address counts.',
      body: WaitlistInput,
      answers: { 202: WaitlistAnswer },
      refusals: [409],
    }),
  },
  '/team/audit': {
    get: operation({
      id: 'listAudit',
      summary: 'Who did what to whom of the team, the latest first',
      description: 'Owner. Of the last 400 days.',
      query: AuditQuery,
      answers: { 200: AuditList },
    }),
  },
};
