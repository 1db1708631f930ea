import { conflict, impossible } from '../kernel/problem.ts';
import type { AppPlatform, AppReach, Device, Owner, Platform, PushKeys, WebReach } from './device.ts';
import { saveDevice } from './device-store.ts';
import { shareEndpoint } from './endpoint-share-store.ts';
import { mustBePushAddress, mustBeUsable } from './push-address.ts';

/** What an app, or the page in a browser, tells of the device it is on. */
export interface Told {
  readonly platform: Platform;
  readonly pushToken: string;
  readonly keys?: PushKeys | undefined;
  readonly deviceModel?: string | undefined;
  readonly appVersion?: string | undefined;
  readonly optIn?: boolean | undefined;
}

/** Who is told, in which account. */
export interface Registrant {
  readonly accountId: string;
  readonly owner: Owner;
}

/** Where the ARN of the app's credentials at SNS is, for each platform; empty where the deployment has none. */
const APPLICATIONS: Readonly<Record<AppPlatform, string>> = {
  ios: 'IOS_APPLICATION_ARN',
  android: 'ANDROID_APPLICATION_ARN',
};

/**
 * Makes a device known, or known again: it takes this person's push messages from now on.
 * @throws Problem 422 for a token that is none, 409 where push to this platform is not set up
 */
export async function registerDevice(
  registrant: Registrant,
  { platform, keys, ...told }: Told,
  now: number,
): Promise<{ device: Device; created: boolean }> {
  // Apple writes its tokens in hexadecimal, which may come in capitals: the same device all the same.
  const pushToken = platform === 'ios' ? told.pushToken.toLowerCase() : told.pushToken;
  const reach = platform === 'web' ? browserAt(pushToken, keys) : await appBy(platform, pushToken);
  const saved = await saveDevice({ ...registrant, ...told, pushToken, reach }, now);
  if (saved.device.platform !== 'web') await shareEndpoint(saved.device);
  return saved;
}

function browserAt(pushToken: string, keys: PushKeys | undefined): WebReach {
  mustBePushAddress(pushToken, '/pushToken');
  if (!keys) throw impossible('/keys', 'must be given for a browser');
  mustBeUsable(keys);
  return { platform: 'web', pushToken, keys };
}

async function appBy(platform: AppPlatform, token: string): Promise<AppReach> {
  const application = process.env[APPLICATIONS[platform]];
  if (!application) {
    throw conflict(
      'push-not-configured',
      `Push to ${platform} is not set up here, so the device was not kept.`,
      {
        errors: [{ pointer: '/platform', detail: 'is not set up here' }],
      },
    );
  }
  const { endpointFor } = await import('./endpoint-client.ts');
  return { platform, endpointArn: await endpointFor(application, token) };
}
