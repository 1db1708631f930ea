import { setTimeout as sleep } from 'node:timers/promises';
import type { Section } from '../report/row.ts';
import { percentile } from '../report/statistics.ts';
import { backlogRow, watchBacklog } from './backlog.ts';
import { setOff, type Van } from './fleet.ts';
import { FIX_EVERY_SECONDS, fixAt, type LoadPlan } from './load-plan.ts';
import type { StackProcess } from './stack-process.ts';
import { measureStreamFloor } from './stream-floor.ts';

/** A position on its way to whoever watches the van. */
interface Posted {
  readonly van: Van;
  readonly at: string;
  readonly posted: number;
}

/** What was seen meanwhile. */
interface Seen {
  readonly posts: Posted[];
  readonly refused: string[];
  /** Epoch ms of the post of the first fix at the door, by the customer's phone. */
  readonly settledAt: Map<string, number>;
}

/**
 * A fleet on its way at once, at the pace of the wall clock: positions, arrivals, texts, open pages.
 * @throws Error when it cannot be set up
 */
export async function measureLoad(stack: StackProcess, plan: LoadPlan): Promise<Section> {
  const vans = await setOff(stack, plan);
  await stack.idle();
  const seen: Seen = { posts: [], refused: [], settledAt: new Map() };
  const started = performance.now();
  const seeBacklog = watchBacklog(stack);
  await Promise.all(
    vans.map((van, n) => drive(stack, van, plan, seen, (n / vans.length) * FIX_EVERY_SECONDS)),
  );
  const backlog = await seeBacklog();
  await stack.idle();
  const lost = vans.flatMap(({ viewers }) => viewers).filter((viewer) => viewer.isLost()).length;
  for (const { viewers } of vans) for (const viewer of viewers) viewer.close();
  const parked = (await stack.deadLetters()).length;
  const texts = await arrivalTexts(stack, seen);
  const floor = percentile(await measureStreamFloor(), 0.95);
  const shown = toldAfter(seen.posts);
  const part = (from: number, to: number) => {
    const within = shown.filter(({ posted }) => {
      const share = (posted - started) / 1000 / plan.seconds;
      return share >= from && share < to;
    });
    return Math.max(...within.map(({ ms }) => ms));
  };
  const note = `${plan.technicians} technicians, a fix every ${FIX_EVERY_SECONDS} s, ${plan.seconds} s, ${vans.flatMap(({ viewers }) => viewers).length} viewers`;
  return {
    title: 'The whole local stack under load; floor: a bare stream record to a socket message',
    rows: [
      { what: 'positions posted', figure: seen.posts.length, unit: '', note },
      {
        what: 'refused, lost or parked',
        figure: seen.refused.length + lost + parked,
        unit: '',
        note: seen.refused[0] ?? `${lost} sockets lost, ${parked} records parked`,
      },
      {
        what: 'position to an open page, p95',
        figure: percentile(
          shown.map(({ ms }) => ms),
          0.95,
        ),
        unit: 'ms',
        floor,
        note: `${shown.length} messages`,
      },
      {
        what: 'longest from position to page, last third',
        figure: part(2 / 3, 1),
        unit: 'ms',
        floor: part(1 / 3, 2 / 3),
        note: 'floor: the middle third; those that never reach a page are not in it',
      },
      backlogRow(backlog, plan.seconds),
      {
        what: 'settling fix to the outbox, p95',
        figure: percentile(texts, 0.95),
        unit: 'ms',
        floor,
        note: `${texts.length} of ${plan.arrivals} arrivals told`,
      },
    ],
  };
}

async function drive(
  stack: StackProcess,
  van: Van,
  plan: LoadPlan,
  seen: Seen,
  offset: number,
): Promise<void> {
  const started = performance.now();
  for (let second = offset; second < plan.seconds; second += FIX_EVERY_SECONDS) {
    await sleep(Math.max(0, started + second * 1000 - performance.now()));
    const now = Date.now();
    const fix = fixAt(second, van, now);
    const isThere = second >= van.arrivesAfter;
    if (isThere && !seen.settledAt.has(van.phone)) seen.settledAt.set(van.phone, now);
    seen.posts.push({ van, at: fix.at, posted: performance.now() });
    const answer = await stack.call('POST', '/positions', { token: van.token, body: { positions: [fix] } });
    if (answer.status !== 202) seen.refused.push(`${answer.status} ${answer.text}`);
  }
}

/** How long each position took to each page it was shown to; pages are told the newest of those that come together. */
const toldAfter = (posts: readonly Posted[]) =>
  posts.flatMap(({ van, at, posted }) =>
    van.viewers.flatMap(({ told }) => {
      const shown = told.get(at);
      return shown === undefined ? [] : [{ posted, ms: shown - posted }];
    }),
  );

async function arrivalTexts(stack: StackProcess, { settledAt }: Seen): Promise<number[]> {
  const messages = (await stack.outbox()).filter(({ text }) => text.includes('has arrived'));
  return messages.flatMap(({ to, at }) => {
    const settled = settledAt.get(to);
    return settled === undefined ? [] : [Date.parse(at) - settled];
  });
}
