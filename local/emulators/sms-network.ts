import * as z from 'zod/mini';
import type { World } from './emulator.ts';
import { smsAccount } from './sms-account.ts';

/** A number that no text reaches, and what its network says to each. */
export const UNREACHABLE_ROW = z.object({ providerResponse: z.string() });
type Unreachable = Readonly<z.output<typeof UNREACHABLE_ROW>>;

const UNREACHABLE = 'sms-unreachable';

/** Has a number be out of reach, or within it again when nothing is said. */
export function reach({ store }: World, phone: string, providerResponse: string | undefined): void {
  if (providerResponse === undefined) store.delete(UNREACHABLE, phone);
  else store.put(UNREACHABLE, phone, { providerResponse } satisfies Unreachable);
}

/** What the network says to a text for this number, when it does not take it. */
export const unreachable = ({ store }: World, phone: string): string | undefined =>
  store.get<Unreachable>(UNREACHABLE, phone)?.providerResponse;

interface Result {
  readonly messageId: string;
  readonly to: string;
  /** What it failed by. */
  readonly failure?: string | undefined;
}

/**
 * Writes into the account's log what became of a text, where the account lets SNS do so: each failure, and as many of
 * those that arrived as it wants (here all, or none).
 */
export function logResult(world: World, { messageId, to, failure }: Result): void {
  const { attributes } = smsAccount(world.store);
  const sampled = Number(attributes['DeliveryStatusSuccessSamplingRate'] ?? 0) > 0;
  if (!attributes['DeliveryStatusIAMRole'] || (failure === undefined && !sampled)) return;
  const [milliseconds, network] = failure === undefined ? [120, KNOWN] : [140, { mnc: 0, mcc: 0 }];
  const line = {
    notification: {
      messageId,
      timestamp: new Date(world.now()).toISOString().replace('T', ' ').replace('Z', ''),
    },
    delivery: {
      ...network,
      numberOfMessageParts: 1,
      destination: to,
      priceInUSD: 0.0088,
      smsType: 'Transactional',
      providerResponse: failure ?? 'Message has been accepted by phone carrier',
      dwellTimeMs: 60,
      dwellTimeMsUntilDeviceAck: milliseconds,
    },
    status: failure === undefined ? 'SUCCESS' : 'FAILURE',
  };
  const group = `sns/${world.region}/${world.accountId}/DirectPublishToPhoneNumber`;
  world.log(failure === undefined ? group : `${group}/Failure`, JSON.stringify(line));
}

const KNOWN = { phoneCarrier: 'Local Mobile', mnc: 270, mcc: 310 };
