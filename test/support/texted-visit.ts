import { type Alert, alertIdOf } from '../../shared/alerts/alert.ts';
import type { Device } from '../../shared/devices/device.ts';
import type { PushAnswer } from '../../shared/devices/push-answer.ts';
import type { Timer } from '../../shared/kernel/timer-client.ts';
import { type Answer, type Channel, type Dependencies, ledger } from '../../shared/messaging/dependencies.ts';
import { timerOf } from '../../shared/messaging/hold-text.ts';
import { asOf, type MessageKey } from '../../shared/messaging/message.ts';
import { listMessages } from '../../shared/messaging/message-store.ts';
import { withLink } from '../../shared/messaging/render-text.ts';
import type { Member } from '../../shared/team/member.ts';
import { findMemo } from '../../shared/team/memo-store.ts';
import type { Account } from '../../shared/team/settings.ts';
import { findFact } from '../../shared/visits/fact-store.ts';
import type { FactKind, Visit } from '../../shared/visits/visit.ts';
import { findVisit, visitKey } from '../../shared/visits/visit-store.ts';
import { putRecord } from './real-tables.ts';
import { sampleAccount, sampleVisit } from './sample-visit.ts';

export const START = Date.parse('2026-11-20T13:50:00.000Z');
export const accepted: Answer = { kind: 'accepted', providerId: 'sns-1' };
export const refused: Answer = { kind: 'refused', reason: 'Throttled', permanent: false };
export const invalid: Answer = { kind: 'refused', reason: 'InvalidParameter', permanent: true };
export const silence: Answer = { kind: 'silence', reason: 'TimeoutError' };

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

/** Everybody may be told; what left, and what the service says to it. */
const channel = (left: string[], answers: Answer[]): Channel => ({
  suppressionOf: async () => undefined,
  publish: async ({ draft, link }) => {
    left.push(withLink(draft.text, link));
    return answers.shift() ?? accepted;
  },
});

/** Somebody who sends texts otherwise in some way. */
export const textingBut = (dependencies: Dependencies, change: Partial<Channel>): Dependencies => {
  const { sms, email } = dependencies.channels;
  return { ...dependencies, channels: { sms: { ...sms, ...change }, email } };
};

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
  const answers: Answer[] = [];
  const devices: Device[] = [];
  const members: Member[] = [];
  const raised: Alert[] = [];
  const pushed: string[] = [];
  const pushAnswers: PushAnswer[] = [];
  const disabled: string[] = [];
  const mailed: string[] = [];
  const mailAnswers: Answer[] = [];
  let now = START;
  const put = (changed: Partial<Visit>) =>
    putRecord({ ...visitKey(visit.visitId), type: 'visit', schema: 1, ...visit, ...changed });
  await put({});
  const dependencies: Dependencies = {
    ledger,
    findVisit,
    findAccount: async () => account,
    team: {
      findFact,
      findMember: async (memberId) => members.find((member) => member.memberId === memberId),
      listMembers: async () => members,
      findAlert: async (alertId) => raised.find((alert) => alert.alertId === alertId),
      findMemo,
      page: () => 'https://example.com/technician',
    },
    findEta: async () => '2026-11-20T14:15:00.000Z',
    linkOf: async (_, generation) => `https://example.com/t/token-${generation}`,
    listDevices: async (owner) =>
      devices.filter((device) =>
        'memberId' in owner ? device.memberId === owner.memberId : device.memberId === undefined,
      ),
    disableDevice: async (device) => void disabled.push(device.deviceId),
    push: async (_, { body }) => {
      pushed.push(body);
      return pushAnswers.shift() ?? { kind: 'accepted' };
    },
    channels: { sms: channel(left, answers), email: channel(mailed, mailAnswers) },
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
  const state = async (kind: MessageKey['kind'] = 'en_route', asked: MessageKey['asked'] = 'sms') => {
    const messages = await listMessages(visit.visitId);
    const message = messages.find((one) => one.kind === kind && one.asked === asked);
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
    devices,
    members,
    raised,
    withDevice,
    answers,
    mailed,
    mailAnswers,
    put,
    dependencies,
    fact,
    state,
    pass: (time: number) => (now += time),
  };
}
