import { type Device, isReachable } from '../devices/device.ts';
import type { Notification, PushAnswer } from '../devices/web-push-client.ts';
import { claim } from './claim.ts';
import { type Dependencies, type Ready, RetryLater } from './dependencies.ts';
import type { Draft } from './message.ts';
import { withLink } from './render-text.ts';

/** A push message holds some 3,900 bytes; four of them may be one character. */
const MOST_CHARACTERS = 800;

/**
 * Sends a message to all devices of a customer that can be reached.
 * @returns false when there is none, or none took it: then it surely did not leave
 * @throws RetryLater when a push service did not answer, so that nobody knows
 */
export async function sendPush(ready: Ready, dependencies: Dependencies): Promise<boolean> {
  const devices = await reachable(ready.visit.customer.customerId, dependencies);
  const url = devices.length > 0 && (await linkFor(ready, dependencies));
  if (!url) return false;
  const draft: Draft = { ...ready.draft, channel: 'push', to: 'web', segments: 0 };
  const title = ready.account.settings.company.name;
  const settle = await claim({ ...ready, draft }, dependencies);
  const body = withLink(draft.text, url).slice(0, MOST_CHARACTERS);
  const answers = await pushToAll(devices, { title, body, url }, dependencies);
  if (answers.some(({ kind }) => kind === 'accepted')) {
    await settle({ state: 'sent' });
    return true;
  }
  const silent = answers.find((answer) => answer.kind === 'silence');
  if (silent) throw new RetryLater(`no answer: ${silent.reason}`);
  await settle({ state: 'queued', reason: 'no device took it' });
  return false;
}

/** A text can still tell it when nobody knows of any device. */
async function reachable(customerId: string, { listDevices }: Dependencies): Promise<readonly Device[]> {
  const devices = await listDevices(customerId).catch(() => []);
  return devices.filter(isReachable);
}

/** A tap opens the page even where the text does not name it. */
const linkFor = ({ link, key, draft }: Ready, { linkOf }: Dependencies): Promise<string> | string =>
  link || linkOf(key.visitId, draft.generation).catch(() => '');

const pushToAll = (
  devices: readonly Device[],
  notification: Notification,
  { push, disableDevice, clock }: Dependencies,
): Promise<PushAnswer[]> =>
  Promise.all(
    devices.map(async (device) => {
      const answer = await push(device, notification, clock());
      // What is not marked now is found gone again next time.
      if (answer.kind === 'gone') await disableDevice(device, clock()).catch(() => undefined);
      return answer;
    }),
  );
