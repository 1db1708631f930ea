import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { PreferencesAnswer } from '../../customers/answers.ts';
import { PreferencesInput } from '../../customers/preferences-contract.ts';
import { PushKey, PushRegistered, PushSubscriptionInput } from '../../devices/contract.ts';
import { pageOperation, publicOperation } from './operation.ts';

const forLinkHolders = { tag: 'Public', path: ['token'], refusals: [404] } as const;

/** What whoever holds a link can do beyond looking. */
export const linkHolderPaths: ZodOpenApiPathsObject = {
  '/t/{token}/preferences': {
    put: publicOperation({
      ...forLinkHolders,
      id: 'changePreferences',
      summary: 'Choose what to be told, and when not',
      description: 'For this visit and all of this customer’s. The arrival is told in any case.',
      body: PreferencesInput,
      answers: { 200: PreferencesAnswer },
    }),
  },
  '/t/{token}/push': {
    get: publicOperation({
      ...forLinkHolders,
      id: 'getPushKey',
      summary: 'The key a browser subscribes to push messages with',
      answers: { 200: PushKey },
    }),
    put: publicOperation({
      ...forLinkHolders,
      id: 'registerDevice',
      summary: 'This browser takes the customer’s push messages',
      description:
        'The same subscription again is the same device; it belongs to the customer who came last.',
      body: PushSubscriptionInput,
      answers: { 200: PushRegistered },
    }),
  },
  '/t/{token}/seen': {
    post: publicOperation({
      ...forLinkHolders,
      id: 'countView',
      summary: 'The page was looked at for a second',
      description:
        'Counts a viewer once a day, programs and prefetches not at all; the answer does not tell.',
      answers: { 204: null },
    }),
  },
  '/t/{token}/manifest.webmanifest': {
    get: publicOperation({
      ...forLinkHolders,
      id: 'getManifest',
      summary: 'The link as an app on a home screen',
      answers: { 200: 'application/manifest+json' },
    }),
  },
  '/unsubscribe/{token}': {
    get: pageOperation({
      id: 'askUnsubscribe',
      summary: 'Where a customer ends the mails of a company, or takes them again',
      description: 'Looking changes nothing.',
    }),
    post: publicOperation({
      ...forLinkHolders,
      id: 'unsubscribe',
      summary: 'No more mails, by one click (RFC 8058)',
      description:
        'Whatever is sent along ends them, as mail programs do; the page’s own form is led back to it (303), and asks ' +
        'for them again with `email=on`.',
      answers: { 200: 'text/plain', 303: null },
    }),
  },
  '/t/{token}/map': {
    get: pageOperation(
      {
        id: 'getMap',
        summary: 'The map of the page, large',
        description: 'A visit without a map leads back to its page (303).',
      },
      [303],
    ),
  },
};
