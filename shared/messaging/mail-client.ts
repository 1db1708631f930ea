import type { Channel } from './dependencies.ts';

/** Mails, which nobody has set up yet. */
export const email: Channel = {
  suppressionOf: async () => 'email_not_configured',
  publish: async () => ({ kind: 'suppressed', reason: 'email_not_configured' }),
};
