import { toPlace } from '../../local/town/plane.ts';
import { createTown } from '../../local/town/town.ts';
import { company, newPhone } from '../../test/support/company.ts';
import { listen, type PageSocket } from '../../test/support/page-socket.ts';
import type { StackProcess } from '../whole-stack/stack-process.ts';
import type { Usage } from './bill.ts';
import { startBusyOffice } from './busy-office.ts';
import { DRIVE_SECONDS, FIX_EVERY_SECONDS, fixOfDrive } from './simulated-drive.ts';

const FIXES_PER_POST = 3;
const WATCHED_SECONDS = 15 * 60;

/** What one visit made of the system. */
export interface SimulatedVisit {
  readonly usage: Usage;
  /** Texts that left, to the customer. */
  readonly texts: readonly string[];
  /** Mails that left, to the customer. */
  readonly mails: number;
  /** Facts that another system was told. */
  readonly told: number;
  /** Bytes answered to the customer and the technician, uncompressed. */
  readonly bytes: number;
}

/**
 * One visit from booking to leaving it completed: a drive of twenty minutes across the town, a fix every ten seconds
 * posted three at a time, and a customer who opens the page and follows it for the first fifteen: asking every ten
 * seconds, or listening on a socket. `busy` is all of that, listening, for a company that uses all there is.
 * The stack's clock is moved, nobody waits.
 * @throws Error when the visit does not go as it should
 */
export async function simulateVisit(
  stack: StackProcess,
  viewer: 'asking' | 'listening' | 'busy',
): Promise<SimulatedVisit> {
  const town = createTown();
  const [from, to] = farCorners(town);
  const route = town.route(from, to.place);
  const firm = await company(stack, `bench-visit-${viewer}`);
  const office = viewer === 'busy' ? await startBusyOffice(firm) : undefined;
  await stack.idle();
  await stack.resetUsage();
  const [phone, email] = [newPhone(), `dana@${viewer}.example.org`];
  const { visit, link } = await firm.book({
    customer: { name: 'Dana Whitfield', phone, ...(office && { email }) },
    address: { line: to.line, ...to.place, timeZone: town.timeZone },
  });
  let bytes = 0;
  const see = async (path: string) => {
    const answer = await stack.call('GET', `/t/${link.token}${path}`);
    if (answer.status !== 200) throw new Error(`The link answered ${answer.status}.`);
    bytes += Buffer.byteLength(answer.text);
    return answer;
  };
  const post = async (second: number, seconds: readonly number[]) => {
    const now = await stack.now();
    const positions = seconds.map((one) => fixOfDrive(route, one, now - (second - one) * 1000));
    bytes += Buffer.byteLength((await firm.phone('POST', '/positions', { positions })).text);
    await stack.idle();
  };
  /** Back the way it came, a minute after ten at work. */
  const driveOff = async () => {
    await stack.advance(660);
    const now = await stack.now();
    const positions = [20, 40, 60].map((one) =>
      fixOfDrive(route, DRIVE_SECONDS - one, now - (60 - one) * 1000),
    );
    bytes += Buffer.byteLength((await firm.phone('POST', '/positions', { positions })).text);
    await stack.idle();
    const { leftAt } = (await firm.desk('GET', `/visits/${visit.visitId}`)).body.visit;
    if (!leftAt) throw new Error('Nobody noticed that the technician left.');
  };
  const step = async (status: string) => {
    const answer = await firm.phone('POST', `/visits/${visit.visitId}/status`, { status });
    if (answer.status !== 200) throw new Error(`${status} was answered ${answer.status}: ${answer.text}`);
    await stack.idle();
  };

  await post(0, [0]);
  await step('dispatched');
  await step('en_route');
  await see('');
  const page = viewer === 'asking' ? undefined : await listenTo(stack, link.token);
  const pending: number[] = [];
  for (let second = FIX_EVERY_SECONDS; second <= DRIVE_SECONDS; second += FIX_EVERY_SECONDS) {
    await stack.advance(FIX_EVERY_SECONDS);
    pending.push(second);
    if (second <= WATCHED_SECONDS && !page) await see('/status');
    if (pending.length === FIXES_PER_POST) await post(second, pending.splice(0));
    if (second === WATCHED_SECONDS) bytes += page ? await leave(page) : 0;
  }
  const { status } = (await see('/status')).body;
  if (status !== 'arrived') throw new Error(`At the end of the drive the visit was ${status}.`);
  await step('completed');
  await driveOff();
  const outbox = await stack.outbox();
  const texts = outbox.filter(({ to }) => to === phone).map(({ text }) => text);
  const mails = outbox.filter(({ to }) => to === email).length;
  const usage = await stack.usage();
  const told = office?.told() ?? 0;
  await office?.stop();
  return { usage, texts, mails, told, bytes };
}

async function listenTo(stack: StackProcess, token: string): Promise<PageSocket> {
  const { body } = await stack.call('GET', `/t/${token}/status`);
  const page = await listen(body.live.url, token);
  await page.told(({ type }) => type === 'status');
  return page;
}

/** @returns the bytes it was told */
async function leave(page: PageSocket): Promise<number> {
  page.close();
  await page.closed;
  return Buffer.byteLength(JSON.stringify(page.unread()));
}

/** From one corner of the town to a house near the opposite one. */
function farCorners(town: ReturnType<typeof createTown>) {
  const { crossings } = town.network;
  const [first, last] = [crossings[0], crossings.at(-1)];
  if (!first || !last) throw new Error('The town has no streets.');
  const house = town.housesAround(toPlace(last), 0, 800)[0];
  if (!house) throw new Error('There is no house near the corner of the town.');
  return [toPlace(first), house] as const;
}
