import type { Channel } from './dependencies.ts';
import { withLink } from './render-text.ts';
import { wantsNone } from './reply-store.ts';
import { publishText, smsSuppressionOf } from './sms-client.ts';

/** Texts, by SNS. Our own list of who said STOP stands besides its: whoever sends, and whatever it forgets. */
export const sms: Channel = {
  suppressionOf: async (to) => ((await wantsNone(to)) ? 'opted_out' : smsSuppressionOf(to)),
  publish: ({ draft, link }) => publishText(draft.to, withLink(draft.text, link)),
};
