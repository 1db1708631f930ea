import { company, SITE } from '../../test/support/company.ts';
import { listen, type PageSocket, showing } from '../../test/support/page-socket.ts';
import type { Section } from '../report/row.ts';
import { percentile } from '../report/statistics.ts';
import type { StackProcess } from '../whole-stack/stack-process.ts';

const VISITS = 5;
const VIEWERS_EACH = 4;
/** The van shows once it is 300 m away from where it set off; the first posts also start the functions. */
const WARM_UP = 25;
const POSTS_EACH = 25;
const BOUND_MS = 500;
const METERS_PER_SECOND = 25;
const METERS_PER_DEGREE = 111_195;
const FAR_METERS = 30_000;

interface Watched {
  readonly token: string;
  /** Epoch ms of setting off. */
  readonly since: number;
  readonly viewers: readonly PageSocket[];
}

/** From posting a position to the message at each page that watches, all visits at once. */
export async function measureSockets(stack: StackProcess): Promise<Section> {
  const visits: Watched[] = [];
  for (let n = 0; n < VISITS; n++) visits.push(await watched(stack, `bench-live-${n}`));
  // Room for the times of the fixes: a second apart, however fast they are posted.
  await stack.advance(WARM_UP + POSTS_EACH + 1);
  await Promise.all(visits.map((visit) => warmUp(stack, visit)));
  await stack.idle();
  const latencies = (await Promise.all(visits.map((visit) => follow(stack, visit)))).flat();
  for (const { viewers } of visits) for (const viewer of viewers) viewer.close();
  await stack.idle();
  const note = `${latencies.length} messages, ${VISITS * VIEWERS_EACH} viewers on ${VISITS} visits`;
  return {
    title: 'From a position posted to the message at an open page, local stack',
    rows: [
      { what: 'p50', figure: percentile(latencies, 0.5), unit: 'ms', note },
      { what: 'p95', figure: percentile(latencies, 0.95), unit: 'ms', bound: BOUND_MS },
    ],
  };
}

async function watched(stack: StackProcess, accountId: string): Promise<Watched> {
  const firm = await company(stack, accountId);
  const { visit, link } = await firm.book();
  await firm.step(visit.visitId, 'en_route');
  const { body } = await stack.call('GET', `/t/${link.token}/status`);
  const viewers = await Promise.all(
    Array.from({ length: VIEWERS_EACH }, () => listen(body.live.url, link.token)),
  );
  await Promise.all(viewers.map((viewer) => viewer.told(showing(({ status }) => status === 'en_route'))));
  return { token: firm.technician.token, since: await stack.now(), viewers };
}

async function warmUp(stack: StackProcess, visit: Watched): Promise<void> {
  for (let second = 1; second <= WARM_UP; second++) await post(stack, visit, fixAt(visit.since, second));
}

/** @returns milliseconds, one for every message */
async function follow(stack: StackProcess, visit: Watched): Promise<number[]> {
  const latencies: number[] = [];
  for (let second = WARM_UP + 1; second <= WARM_UP + POSTS_EACH; second++) {
    const fix = fixAt(visit.since, second);
    const posted = performance.now();
    const messages = visit.viewers.map(async (viewer) => {
      await viewer.told(showing(({ position }) => position?.at === fix.at));
      return performance.now() - posted;
    });
    await post(stack, visit, fix);
    latencies.push(...(await Promise.all(messages)));
  }
  return latencies;
}

async function post(stack: StackProcess, { token }: Watched, fix: ReturnType<typeof fixAt>): Promise<void> {
  const answer = await stack.call('POST', '/positions', { token, body: { positions: [fix] } });
  if (answer.status !== 202) throw new Error(`POST /positions: ${answer.status} ${answer.text}`);
}

const fixAt = (since: number, second: number) => ({
  at: new Date(since + second * 1000).toISOString(),
  lat: SITE.lat - (FAR_METERS - second * METERS_PER_SECOND) / METERS_PER_DEGREE,
  lng: SITE.lng,
  accuracy: 6,
  speed: METERS_PER_SECOND,
  heading: 0,
});
