import { type Account, MESSAGE_CHANNELS, type MessageChannel, type MessageKind } from '../team/settings.ts';
import type { Visit } from '../visits/visit.ts';
import { isNeverMobile } from './phone-type.ts';

/**
 * By what the customer is told something of this kind: what the company chose, as far as they have it, else what they
 * have. Whoever has neither would get a text.
 */
export async function channelsOf(
  kind: MessageKind,
  { customer }: Pick<Visit, 'customer'>,
  { settings }: Account,
): Promise<readonly MessageChannel[]> {
  if (customer.email === undefined) return ['sms'];
  const had = (await isNeverMobile(customer.phone)) ? (['email'] as const) : MESSAGE_CHANNELS;
  const chosen = had.filter((channel) => settings.messages[kind].channels.includes(channel));
  return chosen.length > 0 ? chosen : had.slice(0, 1);
}
