import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { lambdaOf } from '../../functions/lambdas.ts';
import { type Caller, type DoorRequest, doorEvent } from './door-event.ts';
import { type MeteredCall, takeFrom } from './meter.ts';

/** What an HTTP door answers. */
interface DoorAnswer {
  readonly statusCode: number;
  readonly body?: string;
}

/** A company with a team of two, and the doors of the bundle to knock at. */
export interface Stage {
  readonly desk: Caller;
  readonly technician: Caller;
  /** Creates a technician. */
  hire(memberId: string): Promise<void>;
  /** Calls a door. @throws Error for any other answer than the expected one */
  knock(door: string, request: DoorRequest, expected?: number): Promise<DoorAnswer>;
  /** The DynamoDB calls since it was last asked. */
  taken(): Promise<MeteredCall[]>;
  /** A new visit at the door of a house, assigned to the technician; its id and its link's token. */
  book(): Promise<{ visitId: string; token: string }>;
}

type Handler = (event: object, context: object) => Promise<unknown>;

const account = 'bench';
const HOUR = 3_600_000;

/** The functions as built. `BENCH_BUNDLE` and `BENCH_METER` name the folder and the meter. */
export async function openStage(): Promise<Stage> {
  const [bundle, meter] = [setting('BENCH_BUNDLE'), setting('BENCH_METER')];
  const open = async (door: string): Promise<Handler> => {
    const name = lambdaOf(door);
    return (await import(pathToFileURL(join(bundle, name, `${name}.mjs`)).href)).handler;
  };
  const desk: Caller = { role: 'dispatcher', memberId: 'bench-desk', accountId: account };
  const technician: Caller = { role: 'technician', memberId: 'bench-technician', accountId: account };
  const knock: Stage['knock'] = async (door, request, expected = 200) => {
    const handler = await open(door);
    const answer = (await handler(doorEvent(request), {})) as DoorAnswer;
    if (answer.statusCode !== expected) {
      throw new Error(`${request.routeKey} answered ${answer.statusCode}: ${answer.body}`);
    }
    return answer;
  };
  const provision = await open('team/provision');
  for (const { memberId, role } of [desk, technician]) {
    await provision(
      { account: { accountId: account, company: COMPANY }, member: { memberId, role, name: role } },
      {},
    );
  }
  const hire = async (memberId: string) => {
    await provision({ member: { memberId, accountId: account, role: 'technician', name: memberId } }, {});
  };
  return {
    desk,
    technician,
    hire,
    knock,
    taken: () => takeFrom(meter),
    book: () => book(knock, desk, technician),
  };
}

const COMPANY = { name: 'Bench & Co', phone: '+14155550142', timeZone: 'America/Los_Angeles' };

async function book(knock: Stage['knock'], caller: Caller, technician: Caller) {
  const start = Date.now() + HOUR;
  const body = {
    customer: { name: 'Dana Whitfield', phone: '+14155550143' },
    address: { line: '48 Willow Ln', lat: 37.7596, lng: -122.4269, timeZone: COMPANY.timeZone },
    window: { start: new Date(start).toISOString(), end: new Date(start + HOUR).toISOString() },
    technicianIds: [technician.memberId],
    job: 'Furnace tune-up',
  };
  const answer = await knock('visits/create-visit', { routeKey: 'POST /visits', caller, body }, 201);
  const { visit, link } = JSON.parse(answer.body ?? '{}');
  return { visitId: String(visit.visitId), token: String(link.token) };
}

function setting(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`The environment variable ${name} is not set.`);
  return value;
}
