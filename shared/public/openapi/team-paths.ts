import type { ZodOpenApiPathsObject } from 'zod-openapi';
import {
  AuditList,
  AuditQuery,
  MemberAnswer,
  MemberChange,
  MemberList,
  MembersQuery,
} from '../../team/member-contract.ts';
import { staffOperation, type Told } from './operation.ts';

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
