import { company, SITE } from '../../test/support/company.ts';
import type { Section } from '../report/row.ts';
import type { StackProcess } from './stack-process.ts';

const TECHNICIANS = 8;
const BATCH = 3;
const MOST_POSTS_EACH = 150;
const MOST_MS = 8000;
const METERS_PER_DEGREE = 111_195;
const SPEED = 10;
const FAR_METERS = 40_000;

interface Driver {
  readonly token: string;
  /** Epoch ms of setting off. */
  readonly since: number;
}

/**
 * Positions a second through gateway, function, engine, stream and what the stream sets off: technicians who are
 * all on their way post one batch after the other. Bounded in number and in time.
 */
export async function measureThroughput(stack: StackProcess): Promise<Section> {
  const drivers: Driver[] = [];
  for (let n = 0; n < TECHNICIANS; n++) drivers.push(await setOff(stack, `bench-load-${n}`));
  // Room for the times of the fixes: a second apart, however fast they are posted.
  await stack.advance(3600);
  await stack.idle();
  const start = performance.now();
  const posts = await Promise.all(drivers.map((driver) => drive(stack, driver, start + MOST_MS)));
  const answered = performance.now();
  await stack.idle();
  const settled = performance.now();
  const positions = BATCH * posts.reduce((sum, count) => sum + count, 0);
  const note = `${positions} positions, ${TECHNICIANS} technicians driving, ${BATCH} at a time`;
  return {
    title: 'Through the whole local stack',
    rows: [
      { what: 'positions accepted', figure: positions / ((answered - start) / 1000), unit: '/s', note },
      {
        what: 'positions until all they set off is done',
        figure: positions / ((settled - start) / 1000),
        unit: '/s',
      },
    ],
  };
}

async function setOff(stack: StackProcess, accountId: string): Promise<Driver> {
  const firm = await company(stack, accountId);
  const { visit } = await firm.book();
  await firm.step(visit.visitId, 'en_route');
  return { token: firm.technician.token, since: await stack.now() };
}

/** @returns how many batches were accepted */
async function drive(stack: StackProcess, driver: Driver, deadline: number): Promise<number> {
  let posted = 0;
  while (posted < MOST_POSTS_EACH && performance.now() < deadline) {
    const positions = Array.from({ length: BATCH }, (_, n) => fixAt(driver, posted * BATCH + n + 1));
    const answer = await stack.call('POST', '/positions', { token: driver.token, body: { positions } });
    if (answer.status !== 202) throw new Error(`POST /positions: ${answer.status} ${answer.text}`);
    posted += 1;
  }
  return posted;
}

const fixAt = ({ since }: Driver, second: number) => ({
  at: new Date(since + second * 1000).toISOString(),
  lat: SITE.lat - (FAR_METERS - second * SPEED) / METERS_PER_DEGREE,
  lng: SITE.lng,
  accuracy: 6,
  speed: SPEED,
  heading: 0,
});
