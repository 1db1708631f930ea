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
import { type CustomerKey, hasTemplate, messageIdOf } from '../../../shared/messaging/message.ts';
import { waitingWrite } from '../../../shared/messaging/message-store.ts';
import { sendTexts } from '../../../shared/messaging/send-texts.ts';
import type { MessageChannel } from '../../../shared/team/settings.ts';
import type { FactKind, Visit } from '../../../shared/visits/visit.ts';
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

/** Plays a story to its end: settled, or parked after the last delivery. */
async function play(
  about: CustomerKey['kind'],
  { channels: chosen, faults, replies, pushReplies, twice, movesOnAfter }: Story,
) {
  const { visit, next, ...told } = ABOUT[about];
  const texted = await aTextedVisit({ ...visit, customer }, everythingBy(chosen));
  const key = { visitId: texted.visit.visitId, kind: about, occasion: 'asked', asked: 'sms' } as const;
  const channels = hasTemplate(key) ? chosen : ([key.asked] as const);
  if (about === 'message') await transact([waitingWrite(key, draftOf(texted.visit), START)]);
  const { dependencies, fact, put, state, pass, withDevice } = texted;
  withDevice();
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
        if (steps++ === movesOnAfter && next) {
          await put({ ...next, version: 4 });
          movedOn = true;
        }
        return risky(...args);
      };
    };
    const channel = (asked: MessageChannel): Channel => ({
      suppressionOf: step(dependencies.channels[asked].suppressionOf),
      publish: mayFail(async () => hear(asked, replyScript.next().value ?? accepted) as Answer),
    });
    return {
      ...dependencies,
      findVisit: step(dependencies.findVisit),
      linkOf: step(dependencies.linkOf),
      ledger: {
        findMessage: step(ledger.findMessage),
        listMessages: step(ledger.listMessages),
        claimMessage: step(async (...claim) => {
          const late = movedOn;
          await ledger.claimMessage(...claim);
          claimedTooLate ||= late;
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
      channels.map(async (asked) => ({ heard: heard[asked], state: (await state(about, asked))?.state })),
    ),
  });
  for (let attempt = 1; attempt <= DELIVERIES; attempt++) {
    const results = await Promise.allSettled(
      Array.from({ length: twice[attempt - 1] ? 2 : 1 }, () =>
        sendTexts({ ...fact(told.fact), messageId: messageIdOf(key) }, attempt === DELIVERIES, delivery()),
      ),
    );
    pass(REDELIVERED_AFTER);
    const settled = results.every(({ status }) => status === 'fulfilled');
    if (settled) return ends(false);
  }
  return ends(true);
}

describe('whatever fails, crashes or comes twice', () => {
  const kinds = Object.keys(ABOUT) as CustomerKey['kind'][];
  it.each(kinds)('no %s is lost, and none is sent twice unless a refusal came between', async (about) => {
    await fc.assert(
      fc.asyncProperty(story, async (told) => {
        const { messages, movedOn, claimedTooLate, parked } = await play(about, told);
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
