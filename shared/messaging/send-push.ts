import { type Device, isReachable, type Owner } from '../devices/device.ts';
import type { Notification, PushAnswer } from '../devices/push-answer.ts';
import { sha256 } from '../kernel/ids.ts';
import { claim } from './claim.ts';
import { type Dependencies, type Ready, RetryLater } from './dependencies.ts';
import type { Draft, MessageKey } from './message.ts';
import { withLink } from './render-text.ts';

/** A push message holds some 3,900 bytes; four of them may be one character. */
const MOST_CHARACTERS = 800;

/** More of one person's devices are not sent to. */
const MOST_DEVICES = 10;

/** Whether it can be told by a text where no device takes it. */
type Push = Ready & { readonly elseText: boolean };

/**
 * Sends a message to all devices of a customer, or a member, that can be reached, at the same time. Each answers within seconds or
 * counts as silent: a text must not wait for a service that hangs.
 * @returns false when it is to be told otherwise: there is no device, or none took it as far as anybody knows
 * @throws RetryLater when a push service did not answer, and there is no other way to tell it
 */
export async function sendPush({ elseText, ...ready }: Push, dependencies: Dependencies): Promise<boolean> {
  const devices = await reachable(ownerOf(ready), dependencies);
  const url = devices.length > 0 && (await linkFor(ready, dependencies));
  if (!url) return false;
  const draft: Draft = { ...ready.draft, channel: 'push', to: platformsOf(devices), segments: 0 };
  const title = ready.account.settings.company.name;
  const settle = await claim({ ...ready, draft }, dependencies);
  const body = withLink(draft.text, url).slice(0, MOST_CHARACTERS);
  const answers = await pushToAll(devices, { title, body, url, topic: topicOf(ready.key) }, dependencies);
  if (answers.some(({ kind }) => kind === 'accepted')) {
    await settle({ state: 'sent' });
    return true;
  }
  const silent = answers.find((answer) => answer.kind === 'silence');
  if (silent && !elseText) throw new RetryLater(`no answer: ${silent.reason}`);
  await settle({ state: 'queued', reason: silent ? 'no device answered' : 'no device took it' });
  return false;
}

const platformsOf = (devices: readonly Device[]): string =>
  [...new Set(devices.map(({ platform }) => platform))].sort().join(', ');

function ownerOf({ key, visit, memo }: Ready): Owner {
  if (memo) return { memberId: memo.memberId };
  return key.recipient === undefined
    ? { customerId: visit.customer.customerId }
    : { memberId: key.recipient };
}

/**
 * A message that is sent again takes the place of the one before, on whatever device it got to; of alerts and memos each
 * is one of its own.
 */
const topicOf = ({ visitId, kind, occasion }: MessageKey): string =>
  sha256(`${visitId}\n${kind}${kind === 'alert' || kind === 'memo' ? `\n${occasion}` : ''}`).slice(0, 32);

/** A text can still tell it when nobody knows of any device. */
async function reachable(owner: Owner, { listDevices }: Dependencies): Promise<readonly Device[]> {
  const devices = await listDevices(owner).catch(() => []);
  return devices.filter(isReachable).slice(0, MOST_DEVICES);
}

/** A tap opens the page even where the text does not name it. */
const linkFor = ({ link, key, draft }: Ready, { linkOf, team }: Dependencies): Promise<string> | string =>
  key.recipient === undefined ? link || linkOf(key.visitId, draft.generation).catch(() => '') : team.page();

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
