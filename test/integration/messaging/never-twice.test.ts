import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PushAnswer } from '../../../shared/devices/push-answer.ts';
import { transact } from '../../../shared/kernel/table.ts';
import {
  type Answer,
  type Channel,
  type Dependencies,
  ledger,
} from '../../../shared/messaging/dependencies.ts';
import { draftAnswer } from '../../../shared/messaging/draft-answer.ts';
import {
  type CustomerKey,
  hasTemplate,
  type MessageState,
  memoKeyOf,
  messageIdOf,
  type TeamKind,
} from '../../../shared/messaging/message.ts';
import { findMessage, listMessages, waitingWrite } from '../../../shared/messaging/message-store.ts';
import { sendTexts } from '../../../shared/messaging/send-texts.ts';
import type { Telling } from '../../../shared/messaging/team-occasion.ts';
import type { Member } from '../../../shared/team/member.ts';
import { newMemoId } from '../../../shared/team/memo.ts';
import { memoFactOf } from '../../../shared/team/memo-fact.ts';
import { closeMemo, memoWrite } from '../../../shared/team/memo-store.ts';
import type { MessageChannel } from '../../../shared/team/settings.ts';
import { factWrite } from '../../../shared/visits/fact-store.ts';
import type { Fact, FactKind, Visit } from '../../../shared/visits/visit.ts';
import { startTables } from '../../support/real-tables.ts';
import { sampleAccount, sampleVisit } from '../../support/sample-visit.ts';
import { accepted, aTextedVisit, invalid, refused, START, silence } from '../../support/texted-visit.ts';

let tables: Awaited<ReturnType<typeof startTables>>;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables?.stop());

const REDELIVERED_AFTER = 66_000;
const DELIVERIES = 12;

/** The function dies: nothing of it runs any more. */
class Crash extends Error {}

type Fault = 'none' | 'crash-before' | 'crash-after' | 'error-before' | 'error-after';
type Step<A extends unknown[], R> = (...args: A) => Promise<R>;
type Reply = Answer | PushAnswer | 'crash';

/** Lets the next step of a delivery fail as told; once dead, no step works any more. */
function faulty(faults: Iterator<Fault>) {
  let dead = false;
  const die = () => {
    dead = true;
    throw new Crash();
  };
  return <A extends unknown[], R>(step: Step<A, R>): Step<A, R> =>
    async (...args) => {
      if (dead) throw new Crash();
      const what = faults.next().value ?? 'none';
      if (what === 'crash-before') die();
      if (what === 'error-before') throw new Error('fault before the effect');
      const result = await step(...args);
      if (what === 'crash-after') die();
      if (what === 'error-after') throw new Error('fault after the effect');
      return result;
    };
}

const gone: PushAnswer = { kind: 'gone' };
const unheard: PushAnswer = { kind: 'silence', reason: 'TimeoutError' };

/** What each kind is told of, and how the visit moves on from it; from being over it never does. */
const ABOUT: Readonly<
  Record<CustomerKey['kind'], { fact: FactKind; visit: Partial<Visit>; next?: Partial<Visit> }>
> = {
  booked: {
    fact: 'visit.link_text_requested',
    visit: { status: 'dispatched' },
    next: { status: 'completed' },
  },
  dispatched: {
    fact: 'visit.dispatched',
    visit: { status: 'dispatched' },
    next: { status: 'pending_dispatch' },
  },
  en_route: { fact: 'visit.en_route', visit: {}, next: { status: 'arrived' } },
  running_late: {
    fact: 'visit.running_late',
    visit: {
      delay: { minutes: 20, arrivesAt: '2026-11-20T14:35:00.000Z', since: '2026-11-20T13:50:00.000Z' },
    },
    next: { status: 'arrived', delay: undefined as never },
  },
  arrived: { fact: 'visit.arrived', visit: { status: 'arrived' }, next: { status: 'completed' } },
  rescheduled: {
    fact: 'visit.rescheduled',
    visit: { status: 'dispatched', movedWith: 3 },
    next: { status: 'en_route' },
  },
  late: {
    fact: 'visit.late',
    visit: { status: 'dispatched', late: { since: '2026-11-20T13:45:00.000Z' } },
    next: { status: 'arrived' },
  },
  reminder: {
    fact: 'visit.reminder_due',
    visit: {
      status: 'dispatched',
      window: { start: '2026-11-21T14:00:00.000Z', end: '2026-11-21T16:00:00.000Z' },
    },
    next: { status: 'cancelled' },
  },
  review: { fact: 'visit.review_requested', visit: { status: 'completed' } },
  cancelled: { fact: 'visit.cancelled', visit: { status: 'cancelled' } },
  message: {
    fact: 'visit.message_written',
    visit: { status: 'completed' },
    next: { link: { ...sampleVisit().link, expiresAt: '2026-11-20T13:49:00.000Z' } },
  },
  help: { fact: 'visit.help_asked', visit: { status: 'completed' } },
};

const { messages } = sampleAccount().settings;
const everythingBy = (channels: readonly MessageChannel[]) =>
  sampleAccount({
    messages: Object.fromEntries(
      Object.entries(messages).map(([kind, setting]) => [kind, { ...setting, enabled: true, channels }]),
    ) as typeof messages,
    review: { url: 'https://example.com/review', delayHours: 2 },
  });
const customer = { ...sampleVisit().customer, email: 'dana@example.com' };

const story = fc.record({
  channels: fc.constantFrom<MessageChannel[]>(['sms'], ['email'], ['sms', 'email']),
  faults: fc.array(
    fc.oneof(
      { weight: 6, arbitrary: fc.constant<Fault>('none') },
      fc.constantFrom<Fault>('crash-before', 'crash-after', 'error-before', 'error-after'),
    ),
    { maxLength: 40 },
  ),
  replies: fc.array(fc.constantFrom<Reply>(accepted, refused, refused, invalid, silence, 'crash'), {
    maxLength: 8,
  }),
  /** What the customer's only device says; the arrival goes there first. */
  pushReplies: fc.array(
    fc.constantFrom<PushAnswer | 'crash'>({ kind: 'accepted' }, gone, gone, unheard, 'crash'),
    {
      maxLength: 3,
    },
  ),
  /** Which deliveries come twice, at the same time. */
  twice: fc.array(fc.boolean(), { maxLength: DELIVERIES }),
  /** After how many steps the visit moves on, if ever. */
  movesOnAfter: fc.option(fc.nat(30), { nil: undefined }),
});
type Story = typeof story extends fc.Arbitrary<infer T> ? T : never;

/** What the office has written. */
const draftOf = (visit: Visit) =>
  draftAnswer({ asked: 'sms' }, 'Use the side gate.', { visit, account: sampleAccount(), link: '' });

/** What is told to whom, by which ways, and how it comes to be true no more. */
interface Scene {
  readonly texted: Awaited<ReturnType<typeof aTextedVisit>>;
  readonly fact: Telling;
  /** Of a visit's other messages nobody asks here. */
  readonly recipient?: string;
  readonly channels: readonly MessageChannel[];
  readonly state: (asked: MessageChannel) => Promise<MessageState | undefined>;
  readonly moveOn?: (() => Promise<unknown>) | undefined;
}

/** A customer who is told something. */
async function aCustomer(about: CustomerKey['kind'], chosen: readonly MessageChannel[]): Promise<Scene> {
  const { visit, next, ...told } = ABOUT[about];
  const texted = await aTextedVisit({ ...visit, customer }, everythingBy(chosen));
  const key = { visitId: texted.visit.visitId, kind: about, occasion: 'asked', asked: 'sms' } as const;
  if (about === 'message') await transact([waitingWrite(key, draftOf(texted.visit), START)]);
  texted.withDevice();
  return {
    texted,
    fact: { ...texted.fact(told.fact), messageId: messageIdOf(key) },
    channels: hasTemplate(key) ? chosen : [key.asked],
    state: async (asked) => (await texted.state(about, asked))?.state,
    moveOn: next && (() => texted.put({ ...next, version: 4 })),
  };
}

const recipient = 'member_marcus';
const marcus: Member = {
  memberId: recipient,
  accountId: 'account_mike',
  role: 'technician',
  name: 'Marcus',
  active: true,
  phone: '+14155550106',
};
const asOffice: Member = { ...marcus, role: 'dispatcher', alerts: { sms: true, push: true } };

/** What members of the team are told of a visit, and how it moves on. */
const ABOUT_TEAM: Readonly<
  Record<
    Exclude<TeamKind, 'alert'>,
    { fact: FactKind; part?: Partial<Fact>; visit: Partial<Visit>; next?: Partial<Visit> }
  >
> = {
  dispatched: ABOUT.dispatched,
  assigned: {
    fact: 'visit.reassigned',
    part: { joined: [recipient] },
    visit: { status: 'pending_dispatch' },
    next: { technicians: [] },
  },
  unassigned: {
    fact: 'visit.reassigned',
    part: { left: [recipient] },
    visit: { status: 'pending_dispatch', technicians: [] },
    next: { technicians: sampleVisit().technicians },
  },
  rescheduled: ABOUT.rescheduled,
  cancelled: ABOUT.cancelled,
  late: ABOUT.late,
};

/** A member who is told something, as far as it is about a visit. */
async function aMember(about: Exclude<TeamKind, 'alert'>): Promise<Scene> {
  const { visit, next, part, fact: kind } = ABOUT_TEAM[about];
  const texted = await aTextedVisit(visit);
  const by = { role: 'dispatcher', memberId: 'member_olga' } as const;
  const fact: Fact = { ...texted.fact(kind), accountId: 'account_mike', by, ...part };
  await transact([factWrite(fact)]);
  const moveOn = next && (() => texted.put({ ...next, version: 4 }));
  return { ...ofTeam(texted, marcus), fact, state: stateIn(texted, about), moveOn };
}

/** Somebody of the office who wants to know what the board shows. */
async function anAlarmed(): Promise<Scene> {
  const texted = await aTextedVisit();
  const { visitId } = texted.visit;
  const what = { alertId: 'alert_1', accountId: 'account_mike' };
  texted.raised.push({ ...what, kind: 'late', at: '2026-11-20T13:50:00.000Z', text: 'LATE: Marcus.' });
  const fact = { ...what, factId: 'alert_1', kind: 'alert.raised', alertKind: 'late', visitId } as const;
  return { ...ofTeam(texted, asOffice), fact, state: stateIn(texted, 'alert') };
}

/** Somebody whom the office has written to, and who may say that they got it. */
async function aReader(): Promise<Scene> {
  const texted = await aTextedVisit();
  const which = { memoId: newMemoId(START), memberId: recipient };
  const by = { role: 'dispatcher', memberId: 'member_olga', name: 'Olga' } as const;
  const at = new Date(START).toISOString();
  const memo = { ...which, accountId: 'account_mike', name: 'Marcus', text: 'Take the tunnel.', by, at };
  await transact([memoWrite(memo)]);
  return {
    ...ofTeam(texted, marcus),
    fact: memoFactOf(memo, 'memo.written', at),
    state: async () => (await findMessage(memoKeyOf(which)))?.state,
    moveOn: () => closeMemo(which, at),
  };
}

function ofTeam(texted: Scene['texted'], member: Member) {
  texted.members.push(member);
  texted.withDevice();
  Object.assign(texted.devices[0] ?? {}, { memberId: recipient });
  return { texted, recipient, channels: ['sms'] } as const;
}

const stateIn =
  ({ visit }: Scene['texted'], kind: TeamKind): Scene['state'] =>
  async () =>
    (await listMessages(visit.visitId)).find((one) => one.kind === kind && one.recipient === recipient)
      ?.state;

/** Plays a story to its end: settled, or parked after the last delivery. */
async function play(scene: Scene, { faults, replies, pushReplies, twice, movesOnAfter }: Story) {
  const { texted, fact, recipient, channels, state, moveOn } = scene;
  const { dependencies, pass } = texted;
  const faultScript = faults[Symbol.iterator]();
  const replyScript = replies[Symbol.iterator]();
  const pushScript = pushReplies[Symbol.iterator]();
  const heard: Record<MessageChannel, Reply[]> = { sms: [], email: [] };
  let steps = 0;
  let movedOn = false;
  let claimedTooLate = false;

  const hear = (asked: MessageChannel | undefined, reply: Reply): Exclude<Reply, 'crash'> => {
    heard[asked ?? 'sms'].push(reply);
    if (reply === 'crash') throw new Crash();
    return reply;
  };
  const delivery = (): Dependencies => {
    const mayFail = faulty(faultScript);
    const step = <A extends unknown[], R>(does: Step<A, R>): Step<A, R> => {
      const risky = mayFail(does);
      return async (...args) => {
        if (steps++ === movesOnAfter && moveOn) {
          await moveOn();
          movedOn = true;
        }
        return risky(...args);
      };
    };
    const channel = (asked: MessageChannel): Channel => ({
      suppressionOf: step(dependencies.channels[asked].suppressionOf),
      publish: mayFail(async ({ key }) =>
        key.recipient === recipient
          ? (hear(asked, replyScript.next().value ?? accepted) as Answer)
          : accepted,
      ),
    });
    const { findFact, findMember, findMemo } = dependencies.team;
    return {
      ...dependencies,
      findVisit: step(dependencies.findVisit),
      linkOf: step(dependencies.linkOf),
      team: {
        ...dependencies.team,
        findFact: step(findFact),
        findMember: step(findMember),
        findMemo: step(findMemo),
      },
      ledger: {
        findMessage: step(ledger.findMessage),
        listMessages: step(ledger.listMessages),
        claimMessage: step(async (...claim) => {
          const late = movedOn;
          await ledger.claimMessage(...claim);
          claimedTooLate ||= late && claim[0].recipient === recipient;
        }),
        settleMessage: step(ledger.settleMessage),
        recordUnsent: step(ledger.recordUnsent),
        keepPointer: step(ledger.keepPointer),
      },
      listDevices: step(dependencies.listDevices),
      channels: { sms: channel('sms'), email: channel('email') },
      push: mayFail(async () => hear(channels[0], pushScript.next().value ?? gone) as PushAnswer),
    };
  };

  const ends = async (parked: boolean) => ({
    movedOn,
    claimedTooLate,
    parked,
    messages: await Promise.all(
      channels.map(async (asked) => ({ heard: heard[asked], state: await state(asked) })),
    ),
  });
  for (let attempt = 1; attempt <= DELIVERIES; attempt++) {
    const results = await Promise.allSettled(
      Array.from({ length: twice[attempt - 1] ? 2 : 1 }, () =>
        sendTexts(fact, attempt === DELIVERIES, delivery()),
      ),
    );
    pass(REDELIVERED_AFTER);
    const settled = results.every(({ status }) => status === 'fulfilled');
    if (settled) return ends(false);
  }
  return ends(true);
}

type Begin = (chosen: readonly MessageChannel[]) => Promise<Scene>;
const customers = (Object.keys(ABOUT) as CustomerKey['kind'][]).map((kind): [string, Begin] => [
  `${kind} to a customer`,
  (chosen) => aCustomer(kind, chosen),
]);
const members = (Object.keys(ABOUT_TEAM) as (keyof typeof ABOUT_TEAM)[]).map((kind): [string, Begin] => [
  `${kind} to a technician`,
  () => aMember(kind),
]);

describe('whatever fails, crashes or comes twice', () => {
  it.each<[string, Begin]>([
    ...customers,
    ...members,
    ['alert to the office', anAlarmed],
    ['memo to a technician', aReader],
  ])('no %s is lost, and none is sent twice unless a refusal came between', async (_, begin) => {
    await fc.assert(
      fc.asyncProperty(story, async (told) => {
        const { messages, movedOn, claimedTooLate, parked } = await play(await begin(told.channels), told);
        // A device that may show it is no reason to keep the text back: it shows the same again in its place.
        const mayHaveLeft = (reply: Reply) =>
          reply === 'crash' || (reply !== unheard && !['refused', 'gone'].includes(reply.kind));
        expect(claimedTooLate, 'nothing is claimed once the visit has moved on').toBe(false);
        for (const { heard, state } of messages) {
          expect(heard.slice(0, -1).some(mayHaveLeft), 'nothing follows what may have left').toBe(false);
          if (state === 'sent') expect(heard.at(-1)).toMatchObject({ kind: 'accepted' });
          if (!parked) expect(state).toMatch(movedOn ? /^(sent|unknown|suppressed)$/ : /^(sent|unknown)$/);
        }
      }),
      { numRuns: 30 },
    );
  });
});
