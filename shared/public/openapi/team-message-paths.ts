import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { PushKey, PushRegistered, PushSubscriptionInput } from '../../devices/contract.ts';
import {
  MemoAnswer,
  MemoList,
  MemoPage,
  MemosQuery,
  MemosToSend,
  MemoToSend,
} from '../../messaging/memo-contract.ts';
import { MemoSeen, OwnMessageAnswer } from '../../team/memo-contract.ts';
import { staffOperation } from './operation.ts';

const WAYS =
  'It stands on their page until they acknowledge it, and goes to their devices, or to their phone as a text where ' +
  'there is none or none takes it.';

/** What the office writes to its team, and where each of them gets push messages. */
export const teamMessagePaths: ZodOpenApiPathsObject = {
  '/team/messages': {
    post: staffOperation({
      id: 'writeToMembers',
      tag: 'Team',
      summary: 'Write the same to several of the team, or to all technicians',
      description: `Owner, dispatcher. ${WAYS} One id for all; to all of them, or to nobody. 409 where there is no technician.`,
      body: MemosToSend,
      answers: { 202: MemoList },
      refusals: [409],
      idempotent: true,
    }),
  },
  '/team/members/{memberId}/message': {
    post: staffOperation({
      id: 'writeToMember',
      tag: 'Team',
      summary: 'Write to one of the team',
      description: `Owner, dispatcher. ${WAYS} Whose access has ended does not exist here.`,
      path: ['memberId'],
      body: MemoToSend,
      answers: { 202: MemoAnswer },
      idempotent: true,
    }),
  },
  '/team/members/{memberId}/messages': {
    get: staffOperation({
      id: 'listMemberMessages',
      tag: 'Team',
      summary: 'What the office has written to a member, the latest first, and what became of it',
      description: 'Owner, dispatcher. Kept for 30 days.',
      path: ['memberId'],
      query: MemosQuery,
      answers: { 200: MemoPage },
    }),
  },
  '/team/members/{memberId}/messages/{messageId}/resend': {
    post: staffOperation({
      id: 'resendToMember',
      tag: 'Team',
      summary: 'Send once more what failed, or is unknown',
      description: 'Owner, dispatcher. 409 for one in any other state, and for what has been acknowledged.',
      path: ['memberId', 'messageId'],
      answers: { 202: MemoAnswer },
      refusals: [409],
      idempotent: true,
    }),
  },
  '/me/messages/{messageId}/acknowledge': {
    post: staffOperation({
      id: 'acknowledgeMessage',
      tag: 'Team',
      summary: 'Say that you got what the office wrote to you',
      description: 'The first time counts; again is answered the same. What waits for it stands in GET /me.',
      path: ['messageId'],
      body: MemoSeen,
      answers: { 200: OwnMessageAnswer },
    }),
  },
  '/me/push': {
    get: staffOperation({
      id: 'getOwnPushKey',
      tag: 'Team',
      summary: 'The key your browser subscribes to push messages with',
      answers: { 200: PushKey },
    }),
    put: staffOperation({
      id: 'registerOwnBrowser',
      tag: 'Team',
      summary: 'This browser takes your push messages from now on',
      description:
        'What the office writes, and what changes of your visits, goes to your devices first. A subscription that is ' +
        'known moves to whoever sends it.',
      body: PushSubscriptionInput,
      answers: { 200: PushRegistered },
    }),
  },
};
