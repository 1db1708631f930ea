import type { World } from '../../local/emulators/emulator.ts';
import { replyByText } from '../../local/emulators/opt-outs.ts';
import type { Town } from '../../local/town/town.ts';
import type { Trouble } from '../cloud/faults.ts';
import type { Answer, Caller, Gateway, Request } from '../cloud/gateway.ts';
import type { Chance } from '../machine/randomness.ts';
import { pause } from '../machine/take-over.ts';
import { insist } from './ask.ts';
import type { Company, Job, Stay, Technician } from './cast.ts';
import { metersBetween, type Place } from './ground.ts';
import { type Phone, startPhone } from './phone.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Everybody in the story has this around them. */
export interface Stage {
  readonly gateway: Gateway;
  readonly town: Town;
  readonly houses: readonly { readonly line: string; readonly place: Place }[];
  readonly trouble: Trouble;
  readonly world: World;
  readonly chanceFor: (name: string) => Chance;
  readonly now: () => number;
  /** A new job is known of from here on. */
  readonly planned: (job: Job) => void;
  /** Tells of what somebody does, for the story. */
  readonly tell: (line: string) => void;
  nextPhone(company: Company): string;
}

const until = async (stage: Stage, moment: number): Promise<void> => {
  if (moment > stage.now()) await pause(moment - stage.now());
};

/** The office plans a day of a technician: one visit after the other, each in its window. */
export async function planDay(
  stage: Stage,
  company: Company,
  technician: Technician,
  morning: number,
): Promise<Job[]> {
  const chance = stage.chanceFor(`plan ${technician.memberId} ${morning}`);
  const jobs: Job[] = [];
  let start = morning + chance.whole(0, 2) * 30 * MINUTE;
  for (let count = chance.whole(2, 5); count > 0; count--) {
    await pause(chance.between(5 * SECOND, 3 * MINUTE));
    const job = await book(stage, company, technician, { start, end: start + HOUR }, chance);
    if (job) jobs.push(job);
    start += chance.whole(2, 4) * 30 * MINUTE + 30 * MINUTE;
  }
  return jobs;
}

async function book(
  stage: Stage,
  company: Company,
  technician: Technician,
  window: Job['window'],
  chance: Chance,
): Promise<Job | undefined> {
  const house = chance.one(stage.houses);
  const phone = stage.nextPhone(company);
  const customer = `${company.mark} Customer ${phone.slice(-4)}`;
  const unassigned = chance.hits(0.1);
  const answer = await insist(stage.gateway, chance, {
    route: 'POST /visits',
    as: chance.one(company.office),
    body: {
      customer: { name: customer, phone },
      address: { line: house.line, ...house.place },
      window: { start: new Date(window.start).toISOString(), end: new Date(window.end).toISOString() },
      technicianIds: unassigned ? [] : [technician.memberId],
      job: `${company.mark} tune-up`,
      notes: `${company.mark} secret note`,
      externalId: `crm-${phone}`,
      sendLink: chance.hits(0.4),
    },
  });
  const { visit, link } = answer.body as { visit?: { visitId: string }; link?: { token: string } };
  if (answer.status === undefined || answer.status >= 300 || !visit) return undefined;
  const job: Job = {
    company,
    visitId: visit.visitId,
    token: link?.token ?? '',
    oldTokens: [],
    site: house.place,
    phone,
    customer,
    technician: unassigned ? undefined : technician,
    window,
    silences: [],
    stays: [],
  };
  stage.planned(job);
  stage.tell(
    `${customer} is booked as ${job.visitId} for ${technician.memberId}${unassigned ? ' (nobody yet)' : ''}`,
  );
  void lookOn(stage, job).catch(fail);
  void meddle(stage, job).catch(fail);
  if (unassigned) void assignLater(stage, job, technician, chance).catch(fail);
  return job;
}

/** Whatever breaks in the story itself is a mistake of ours, and ends the world. */
export const fail = (error: unknown): never => {
  queueMicrotask(() => {
    throw error;
  });
  throw error;
};

async function assignLater(stage: Stage, job: Job, technician: Technician, chance: Chance): Promise<void> {
  await until(stage, job.window.start - chance.between(10 * MINUTE, 2 * HOUR));
  const answer = await office(stage, job, chance, 'PUT /visits/{visitId}/technicians', {
    technicianIds: [technician.memberId],
  });
  if (answer.status === 200) job.technician = technician;
}

const office = (
  stage: Stage,
  job: Job,
  chance: Chance,
  route: string,
  body?: unknown,
  who: Caller = chance.one(job.company.office),
): Promise<Answer> =>
  insist(stage.gateway, chance, {
    route,
    path: { visitId: job.visitId },
    as: who,
    ...(body !== undefined && { body }),
  });

/** A technician at work: from visit to visit, with a phone in the pocket. */
export async function work(stage: Stage, technician: Technician, jobs: readonly Job[]): Promise<void> {
  const chance = stage.chanceFor(`work ${technician.memberId} ${stage.now()}`);
  const { gateway, trouble, now } = stage;
  const phone = startPhone({
    technician,
    gateway,
    chance: stage.chanceFor(`phone ${technician.memberId}`),
    trouble,
    now,
  });
  for (const job of jobs) {
    await until(stage, job.window.start - chance.between(0, 20 * MINUTE));
    if (technician.revokedAt !== undefined) break;
    if (chance.hits(0.06)) {
      stage.tell(`${technician.memberId} forgets ${job.visitId}`);
      await pause(chance.between(0, HOUR));
      continue;
    }
    await doVisit(stage, technician, job, phone, chance);
  }
  await pause(20 * MINUTE);
  phone.stop();
}

const step = (
  stage: Stage,
  technician: Technician,
  job: Job,
  chance: Chance,
  status: string,
  more: object = {},
) =>
  insist(stage.gateway, chance, {
    route: 'POST /visits/{visitId}/status',
    path: { visitId: job.visitId },
    as: technician,
    body: { status, ...more },
  });

async function doVisit(
  stage: Stage,
  technician: Technician,
  job: Job,
  phone: Phone,
  chance: Chance,
): Promise<void> {
  const { now } = stage;
  if (chance.hits(0.3)) await step(stage, technician, job, chance, 'dispatched');
  const setOff = await step(stage, technician, job, chance, 'en_route');
  if (setOff.status !== 200) {
    stage.tell(
      `${technician.memberId} cannot set off to ${job.visitId}: ${setOff.status} ${setOff.text.slice(0, 200)}`,
    );
    return;
  }
  const setOffAt = now();
  stage.tell(`${technician.memberId} drives off to ${job.visitId}`);
  if (stage.trouble.hits('people-at-once')) void step(stage, technician, job, chance, 'en_route').catch(fail);
  await pause(chance.between(0, 40 * SECOND));
  const arrives = technician.body.drive(stage.town, job.site, now(), chance.between(0.7, 1.3));
  await until(stage, arrives);
  const stay: Stay = { memberId: technician.memberId, setOffAt, from: now(), clear: false };
  job.stays.push(stay);
  stage.tell(
    `${technician.memberId} is at ${job.visitId}, ${Math.round(metersBetween(technician.body.at(now()), job.site))} m off`,
  );
  await pause(chance.between(3, 6) * MINUTE);
  const sound = phone.soundSince();
  stay.clear = sound !== undefined && sound <= setOffAt;
  const seen = await look(stage, technician, job, chance);
  if (seen === 'en_route') {
    stage.tell(`${technician.memberId} marks the arrival at ${job.visitId}`);
    await step(stage, technician, job, chance, 'arrived');
  } else if (seen === 'arrived' && chance.hits(0.02)) {
    await step(stage, technician, job, chance, 'en_route', { reason: 'Not here' });
  }
  await pause(chance.between(8, 50) * MINUTE);
  if (chance.hits(0.06)) stage.tell(`${technician.memberId} forgets to complete ${job.visitId}`);
  else await finish(stage, technician, job, chance);
  stay.until = now();
}

/** Completed; the customer looks once more when the link should just have come to its end. */
async function finish(stage: Stage, technician: Technician, job: Job, chance: Chance): Promise<void> {
  const answer = await step(stage, technician, job, chance, 'completed');
  const { completedAt } = (answer.body['visit'] ?? {}) as { completedAt?: string };
  if (answer.status !== 200 || completedAt === undefined) return;
  const end = Date.parse(completedAt) + job.company.settings.retentionHours * HOUR;
  const lookAgain = async () => {
    await until(stage, end + chance.between(-10, 40) * SECOND);
    await openLink(stage, job.token);
  };
  void lookAgain().catch(fail);
}

async function look(
  stage: Stage,
  technician: Technician,
  job: Job,
  chance: Chance,
): Promise<string | undefined> {
  const answer = await insist(stage.gateway, chance, {
    route: 'GET /visits/{visitId}',
    path: { visitId: job.visitId },
    as: technician,
  });
  return (answer.body['visit'] as { status?: string } | undefined)?.status;
}

/** What the office does to a visit besides; most are left alone. */
async function meddle(stage: Stage, job: Job): Promise<void> {
  const chance = stage.chanceFor(`office ${job.visitId}`);
  const { now } = stage;
  for (let count = chance.one([0, 0, 0, 1, 1, 2, 3]); count > 0; count--) {
    const from = Math.max(now(), job.window.start - 3 * HOUR);
    await until(stage, chance.between(from, job.window.end + HOUR));
    const deed = chance.one(DEEDS);
    stage.tell(`the office: ${deed} for ${job.visitId}`);
    const both = stage.trouble.hits('people-at-once');
    const other = chance.one(DEEDS);
    if (both) void act(stage, job, stage.chanceFor(`second ${job.visitId} ${now()}`), other).catch(fail);
    await act(stage, job, chance, deed);
  }
}

const DEEDS = [
  'reschedule',
  'reschedule',
  'hold',
  'reassign',
  'cancel',
  'recall',
  'undo',
  'text link',
  'late',
  'new link',
  'note',
  'dispatch',
  'arrived',
  'completed',
] as const;
type Deed = (typeof DEEDS)[number];

const STATUS = 'POST /visits/{visitId}/status';

async function act(stage: Stage, job: Job, chance: Chance, deed: Deed): Promise<void> {
  const { now } = stage;
  const ask = (route: string, body?: unknown) => office(stage, job, chance, route, body);
  switch (deed) {
    case 'reschedule': {
      const start = job.window.start + chance.whole(-2, 8) * 30 * MINUTE;
      const window = { start, end: start + HOUR };
      const texts = { start: new Date(start).toISOString(), end: new Date(window.end).toISOString() };
      const answer = await ask('PATCH /visits/{visitId}', { window: texts });
      if (answer.status === 200) job.window = window;
      return;
    }
    case 'hold':
      await ask('POST /visits/{visitId}/hold', { reason: 'Waiting for a part' });
      if (chance.hits(0.2)) return;
      await pause(chance.between(MINUTE, 2 * HOUR));
      await ask('DELETE /visits/{visitId}/hold');
      return;
    case 'reassign': {
      const technician = chance.one(job.company.technicians);
      const answer = await ask('PUT /visits/{visitId}/technicians', { technicianIds: [technician.memberId] });
      if (answer.status === 200) job.technician = technician;
      return;
    }
    case 'new link': {
      const answer = await ask('POST /visits/{visitId}/link');
      const token = answer.body['token'] ?? (answer.body['link'] as { token?: string } | undefined)?.token;
      if (typeof token !== 'string' || token === job.token) return;
      job.oldTokens.push({ token: job.token, since: now() });
      job.token = token;
      return;
    }
    case 'text link':
      await ask('POST /visits/{visitId}/link/text');
      return;
    case 'late':
      await ask('POST /visits/{visitId}/running-late', { minutes: chance.whole(5, 60) });
      return;
    case 'note':
      await ask('PATCH /visits/{visitId}', { notes: `${job.company.mark} secret ${chance.whole(1, 99)}` });
      return;
    default:
      await ask(STATUS, { status: STEPS[deed], reason: 'As the office says' });
  }
}

const STEPS = {
  cancel: 'cancelled',
  recall: 'pending_dispatch',
  undo: 'en_route',
  dispatch: 'dispatched',
  arrived: 'arrived',
  completed: 'completed',
} as const;

/** The customer looks at the link now and then, and may want no texts any more. */
async function lookOn(stage: Stage, job: Job): Promise<void> {
  const chance = stage.chanceFor(`customer ${job.visitId}`);
  const { now } = stage;
  if (chance.hits(0.06)) void saysStop(stage, job, chance).catch(fail);
  if (chance.hits(0.15)) void chooses(stage, job, chance).catch(fail);
  const looks = chance.whole(1, 6);
  for (let count = 0; count < looks; count++) {
    const from = Math.max(now(), job.window.start - HOUR);
    await until(stage, chance.between(from, Math.max(from, job.window.end + 2 * HOUR)));
    await openLink(stage, job.token);
    if (chance.hits(0.3)) await openLink(stage, `${job.token.slice(0, -1)}_`);
    const old = job.oldTokens.at(-1);
    if (old) await openLink(stage, old.token);
  }
  await until(stage, job.window.end + chance.between(0, 9 * 24) * HOUR);
  await openLink(stage, job.token);
}

const openLink = (stage: Stage, token: string): Promise<Answer> => {
  const request: Request = { route: 'GET /t/{token}/status', path: { token } };
  return stage.gateway.call(request);
};

async function saysStop(stage: Stage, job: Job, chance: Chance): Promise<void> {
  await until(stage, chance.between(job.window.start - 2 * HOUR, job.window.end));
  replyByText(stage.world, job.phone, 'STOP');
  job.silences.push({ from: stage.now() });
  stage.tell(`${job.phone} says STOP (${job.visitId})`);
}

async function chooses(stage: Stage, job: Job, chance: Chance): Promise<void> {
  await until(stage, chance.between(job.window.start - 3 * HOUR, job.window.end));
  const body = chance.one([
    { sms: false },
    { quietHours: { start: '11:00', end: '13:30' } },
    { push: false, sms: true },
  ]);
  const answer = await insist(stage.gateway, chance, {
    route: 'PUT /t/{token}/preferences',
    path: { token: job.token },
    body,
  });
  if (answer.status === 200) stage.tell(`${job.customer} chooses ${JSON.stringify(body)} (${job.visitId})`);
}
