import { alertIdOf } from '../../shared/alerts/alert.ts';
import type { Device } from '../../shared/devices/device.ts';
import type { PushAnswer } from '../../shared/devices/web-push-client.ts';
import type { Timer } from '../../shared/kernel/timer-client.ts';
import { type Dependencies, ledger } from '../../shared/messaging/dependencies.ts';
import { timerOf } from '../../shared/messaging/hold-text.ts';
import { asOf, type MessageKey } from '../../shared/messaging/message.ts';
import { listMessages } from '../../shared/messaging/message-store.ts';
import type { SmsAnswer } from '../../shared/messaging/sms-client.ts';
import type { Account } from '../../shared/team/settings.ts';
import type { FactKind, Visit } from '../../shared/visits/visit.ts';
import { findVisit, visitKey } from '../../shared/visits/visit-store.ts';
import { putRecord } from './real-tables.ts';
import { sampleAccount, sampleVisit } from './sample-visit.ts';

export const START = Date.parse('2026-11-20T13:50:00.000Z');
export const accepted: SmsAnswer = { kind: 'accepted', providerId: 'sns-1' };
export const refused: SmsAnswer = { kind: 'refused', reason: 'Throttled', permanent: false };
export const invalid: SmsAnswer = { kind: 'refused', reason: 'InvalidParameter', permanent: true };
export const silence: SmsAnswer = { kind: 'silence', reason: 'TimeoutError' };

const aDevice = (number: number): Device => ({
  deviceId: `device_${number}`,
  accountId: 'account_mike',
  customerId: 'customer_1',
  platform: 'web',
  pushToken: `https://push.example.com/${number}`,
  keys: { p256dh: '', auth: '' },
  optIn: true,
  registeredAt: '2026-11-20T12:00:00.000Z',
  lastSeenAt: '2026-11-20T12:00:00.000Z',
});

let visits = 0;
/** One visit in the real table, a phone network that answers as told, and a clock that runs only when slept. */
export async function aTextedVisit(more: Partial<Visit> = {}, account: Account = sampleAccount()) {
  const visit = sampleVisit({ visitId: `visit_${++visits}`, ...more });
  const left: string[] = [];
  const ends: string[] = [];
  const notes: string[] = [];
  const holds: Timer[] = [];
  /** What the office is told, by the alerts' ids. */
  const alerts = new Map<string, string>();
  const answers: SmsAnswer[] = [];
  const devices: Device[] = [];
  const pushed: string[] = [];
  const pushAnswers: PushAnswer[] = [];
  const disabled: string[] = [];
  let now = START;
  const put = (changed: Partial<Visit>) =>
    putRecord({ ...visitKey(visit.visitId), type: 'visit', schema: 1, ...visit, ...changed });
  await put({});
  const dependencies: Dependencies = {
    ledger,
    findVisit,
    findAccount: async () => account,
    findEta: async () => '2026-11-20T14:15:00.000Z',
    linkOf: async (_, generation) => `https://example.com/t/token-${generation}`,
    listDevices: async () => devices,
    disableDevice: async (device) => void disabled.push(device.deviceId),
    push: async (_, { body }) => {
      pushed.push(body);
      return pushAnswers.shift() ?? { kind: 'accepted' };
    },
    isOptedOut: async () => false,
    cannotBeTexted: async () => false,
    publish: async (_, text) => {
      left.push(text);
      return answers.shift() ?? accepted;
    },
    ended: ({ kind, channel }, state) => void ends.push(`${kind} ${channel} ${state}`),
    alert: async (occurrence) => {
      const { text } = occurrence;
      alerts.set(alertIdOf(occurrence), text);
    },
    hold: async (fact, held, now) => void holds.push(timerOf(fact, held, now)),
    noteReview: async (_, state) => void notes.push(state),
    newClaim: () => `claim-${Math.random()}`,
    clock: () => now,
    sleep: async (milliseconds) => {
      now += milliseconds;
    },
  };
  const fact = (kind: FactKind) => ({
    factId: 'fact_1',
    visitId: visit.visitId,
    kind,
    version: visit.version,
    at: '2026-11-20T13:50:00.000Z',
  });
  const state = async (kind: MessageKey['kind'] = 'en_route') => {
    const message = (await listMessages(visit.visitId)).find((one) => one.kind === kind);
    return message && asOf(message, now);
  };
  const withDevice = (...results: PushAnswer[]) => {
    devices.push(aDevice(devices.length));
    pushAnswers.push(...results);
  };
  return {
    visit,
    left,
    ends,
    notes,
    holds,
    alerts,
    pushed,
    disabled,
    withDevice,
    answers,
    put,
    dependencies,
    fact,
    state,
    pass: (time: number) => (now += time),
  };
}
