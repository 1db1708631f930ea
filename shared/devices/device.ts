import type { Instant } from '../kernel/time.ts';

/** What a browser gave us to reach it by: RFC 8291's keys, base64url. */
export interface PushKeys {
  readonly p256dh: string;
  readonly auth: string;
}

/** Something of a customer's that takes push messages. */
export interface Device {
  readonly deviceId: string;
  readonly accountId: string;
  readonly customerId: string;
  readonly platform: 'web';
  /** The address its push service gave it; whoever knows it and the keys can reach the device. */
  readonly pushToken: string;
  readonly keys: PushKeys;
  readonly optIn: boolean;
  readonly registeredAt: Instant;
  readonly lastSeenAt: Instant;
  /** Since its push service said that it is gone. */
  readonly disabledAt?: Instant;
}

/** True when a message may be sent to it. */
export const isReachable = ({ optIn, disabledAt }: Device): boolean => optIn && disabledAt === undefined;
