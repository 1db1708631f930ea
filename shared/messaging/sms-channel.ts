import { findCustomer } from '../customers/customer-store.ts';
import type { Addressed, Channel } from './dependencies.ts';
import { withLink } from './render-text.ts';
import { wantsNone } from './reply-store.ts';
import { publishText, smsSuppressionOf } from './sms-client.ts';

/** Texts, by SNS. Our own list of who said STOP stands besides its: whoever sends, and whatever it forgets. */
export const sms: Channel = {
  suppressionOf: async (to, customer) => {
    if (customer?.isOver && (await hasSwitchedOff(customer))) return 'switched_off';
    return (await wantsNone(to)) ? 'opted_out' : smsSuppressionOf(to);
  },
  publish: ({ draft, link }) => publishText(draft.to, withLink(draft.text, link)),
};

async function hasSwitchedOff({ accountId, customerId }: Addressed): Promise<boolean> {
  return (await findCustomer(accountId, customerId))?.preferences?.sms === false;
}
