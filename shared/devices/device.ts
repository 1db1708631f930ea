import type { Instant } from '../kernel/time.ts';

export const PLATFORMS = ['ios', 'android', 'web'] as const;
export type Platform = (typeof PLATFORMS)[number];
/** The platforms whose apps are reached through Amazon SNS. */
export type AppPlatform = Exclude<Platform, 'web'>;

/** What a browser gave us to reach it by: RFC 8291's keys, base64url. */
export interface PushKeys {
  readonly p256dh: string;
  readonly auth: string;
}

/** How a browser is reached: what is sent is encrypted for it, so address and keys are kept as they are. */
export interface WebReach {
  readonly platform: 'web';
  /** The address its push service gave it; whoever knows it and the keys can reach the device. */
  readonly pushToken: string;
  readonly keys: PushKeys;
}

/** How an app is reached: by the name SNS has for it. Its push token stays with SNS and is kept nowhere here. */
export interface AppReach {
  readonly platform: AppPlatform;
  readonly endpointArn: string;
}

/** Whose it is. */
export type Owner = { readonly customerId: string } | { readonly memberId: string };

/** Something of somebody's that takes push messages. */
export type Device = (WebReach | AppReach) & {
  readonly deviceId: string;
  readonly accountId: string;
  readonly customerId?: string;
  readonly memberId?: string;
  readonly deviceModel?: string;
  readonly appVersion?: string;
  readonly optIn: boolean;
  readonly registeredAt: Instant;
  /** When it registered last: apps do so whenever they start. */
  readonly lastSeenAt: Instant;
  /** Since its push service said that it is gone; until it registers again. */
  readonly disabledAt?: Instant;
};

/** True when a message may be sent to it. */
export const isReachable = ({ optIn, disabledAt }: Device): boolean => optIn && disabledAt === undefined;

/** A device as the API answers one: never what it is reached by. */
export const toDeviceBody = ({
  deviceId,
  customerId,
  memberId,
  platform,
  deviceModel,
  appVersion,
  optIn,
  registeredAt,
  lastSeenAt,
  disabledAt,
}: Device) => ({
  deviceId,
  customerId,
  memberId,
  platform,
  deviceModel,
  appVersion,
  optIn,
  registeredAt,
  lastSeenAt,
  disabledAt,
});
