import { createHash } from 'node:crypto';
import { CENTER } from '../local/town/plane.ts';
import { createTown } from '../local/town/town.ts';
import type { Start } from './cloud/bundle-functions.ts';
import { createCloud } from './cloud/cloud.ts';
import { functionArn } from './cloud/deployment.ts';
import { createTrouble, drawSwitches, type Switches } from './cloud/faults.ts';
import { createGateway } from './cloud/gateway.ts';
import { createJudge, type Finding } from './judge/judge.ts';
import { createAgenda } from './machine/agenda.ts';
import { chanceOf } from './machine/randomness.ts';
import { pause, rule, settled } from './machine/take-over.ts';
import { insist } from './story/ask.ts';
import { type Company, drawCompany } from './story/cast.ts';
import { fail, planDay, type Stage, work } from './story/day.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A world to be. The same of these, by the same commit, is the same world. */
export interface WorldOptions {
  readonly seed: number;
  readonly days: number;
  readonly technicians: number;
  /** Instead of what the seed draws. */
  readonly switches?: Switches;
}

export interface WorldOutcome {
  readonly options: WorldOptions;
  readonly switches: Switches;
  /** Of everything that happened, in its order. */
  readonly hash: string;
  readonly findings: readonly Finding[];
  readonly counts: Readonly<Record<string, number>>;
  /** Every line that mentions one of the words. */
  readonly story: (about: readonly string[]) => readonly string[];
}

/** Where the first day may begin, at midnight in California: an ordinary week, and two in which clocks change. */
const BEGINNINGS = ['2026-11-16T08:00:00Z', '2026-10-30T07:00:00Z', '2026-03-06T08:00:00Z'];
/** After the last day nothing goes wrong any more, and everything has an hour to come to rest. */
const SETTLES_WITHIN = HOUR;

/** Lets a world happen from its first day to its last, and an hour to settle. */
export async function runWorld(
  options: WorldOptions,
  starts: ReadonlyMap<string, Start>,
): Promise<WorldOutcome> {
  const { seed, days, technicians } = options;
  const chanceFor = (name: string) => chanceOf(seed, name);
  const beginning = chanceFor('beginning');
  const start = Date.parse(beginning.one(BEGINNINGS));
  const switches = options.switches ?? drawSwitches(beginning);
  const agenda = createAgenda(start);
  rule({ agenda, chance: chanceFor('machine') });
  const lines: string[] = [];
  const hash = createHash('sha256');
  const tell = (line: string) => {
    const told = `${new Date(agenda.now()).toISOString().slice(5, 23)} ${line}`;
    hash.update(told).update('\n');
    lines.push(told);
  };
  const end = start + days * DAY;
  const trouble = createTrouble({
    switches,
    chanceFor,
    agenda,
    until: end - HOUR,
    told: (name) => {
      judge.troubled();
      tell(`  ! ${name}`);
    },
  });
  const judge = createJudge({ now: agenda.now, tell, trouble });
  const counts: Record<string, number> = {};
  const count = (name: string) => {
    counts[name] = (counts[name] ?? 0) + 1;
  };
  const cloud = createCloud({
    agenda,
    chanceFor,
    trouble,
    starts,
    said: judge.said,
    ended(invocation, event, outcome) {
      count('invocations');
      if (!outcome.ok)
        tell(
          `${invocation.name}#${invocation.number} failed: ${outcome.error.errorType} ${outcome.error.errorMessage}`,
        );
      judge.invoked(invocation, event, outcome);
    },
    called(invocation, call) {
      count('calls');
      tell(
        `${invocation?.name ?? 'nobody'}#${invocation?.number ?? 0} ${call.service}.${call.operation} ${briefly(call.input)} ${call.ended}`,
      );
      judge.called(call);
    },
    written: judge.written,
    published(bus, kind, detail) {
      tell(`bus ${bus} ${kind} ${JSON.stringify(detail).slice(0, 160)}`);
      judge.published(bus, kind, detail);
    },
  });
  const gateway = createGateway({
    lambda: cloud.lambda,
    agenda,
    chance: chanceFor('gateway'),
    trouble,
    answered(request, answer, since) {
      count('requests');
      const path = Object.values(request.path ?? {}).join(' ');
      tell(`${request.as?.memberId ?? 'somebody'} ${request.route} ${path} ${answer.status}`);
      judge.answered(request, answer, since);
    },
  });
  const town = createTown();
  const houses = town.housesAround(CENTER, 200, 4000);
  let phones = 1000;
  const stage: Stage = {
    gateway,
    town,
    houses: houses.map(({ place, ...house }) => ({ line: String(house.line), place })),
    trouble,
    world: cloud.world,
    chanceFor,
    now: agenda.now,
    planned: judge.planned,
    tell,
    nextPhone: (company) => {
      phones += 1;
      return `+1${company.mark === 'Zebra' ? '415555' : '212555'}${phones}`;
    },
  };
  judge.attend(cloud);
  const cast = chanceFor('cast');
  const homes = houses.map(({ place }) => place);
  const companies = [
    drawCompany('Zebra', technicians, homes, cast),
    drawCompany('Yakone', Math.min(2, technicians), homes, cast),
  ];
  for (const company of companies) void play(stage, cloud, company, { start, days }).catch(fail);
  await agenda.run(end + SETTLES_WITHIN, settled, judge.hasSeenEnough);
  // What has only just begun is let come to its end.
  for (let more = 1; more <= 10 && cloud.underWay().length > 0; more++)
    await agenda.run(end + SETTLES_WITHIN + more * MINUTE, settled, judge.hasSeenEnough);
  judge.conclude(end + SETTLES_WITHIN);
  tell(`the end: ${JSON.stringify(counts)}`);
  return {
    options,
    switches,
    hash: hash.digest('hex'),
    findings: judge.findings,
    counts: { ...counts, ...trouble.counts },
    story: (about) => lines.filter((line) => about.some((word) => line.includes(word))),
  };
}

/** One company, from its foundation on. */
async function play(
  stage: Stage,
  cloud: ReturnType<typeof createCloud>,
  company: Company,
  { start, days }: { start: number; days: number },
): Promise<void> {
  await found(stage, cloud, company);
  for (let day = 0; day < days; day++) {
    const morning = start + day * DAY + 8 * HOUR;
    const eve = stage.chanceFor(`eve ${company.accountId} ${day}`);
    await pause(Math.max(0, morning - eve.between(30 * MINUTE, 90 * MINUTE) - stage.now()));
    for (const technician of company.technicians) {
      void planDay(stage, company, technician, morning)
        .then((jobs) => work(stage, technician, jobs))
        .catch(fail);
    }
  }
}

async function found(stage: Stage, cloud: ReturnType<typeof createCloud>, company: Company): Promise<void> {
  const operate = async (payload: object) => {
    for (let attempt = 0; attempt < 20; attempt++) {
      const outcome = await cloud.lambda.invoke(functionArn('provision'), payload);
      if (outcome.ok) return;
      await pause(2000);
    }
    throw new Error('The operator has no way in.');
  };
  const { accountId, mark, settings } = company;
  const details = { name: `${mark} Heating`, phone: '+14155550100', timeZone: 'America/Los_Angeles' };
  await operate({ account: { accountId, company: details } });
  for (const { memberId, role } of [company.owner, ...company.office])
    await operate({ member: { memberId, role, name: `${mark} Owen` }, account: { accountId } });
  for (const { memberId, role, name } of company.technicians)
    await operate({ member: { memberId, role, name }, account: { accountId } });
  const text = (kind: string, words: string) => ({
    text: { en: `K:${kind} ${words}`, es: `K:${kind} ${words}` },
  });
  const enabled = (kind: string) =>
    OPTIONAL.includes(kind) ? { enabled: settings.enabled.includes(kind) } : {};
  const messages = Object.fromEntries(
    Object.entries(WORDS).map(([kind, words]) => [kind, { ...text(kind, words), ...enabled(kind) }]),
  );
  const answer = await insist(stage.gateway, stage.chanceFor('foundation'), {
    route: 'PUT /settings',
    as: company.owner,
    body: {
      messages,
      link: { retentionHours: settings.retentionHours },
      noShow: { minutes: settings.noShowMinutes },
      enRoute: { onLeaving: settings.onLeaving },
      arrival: { radiusMeters: settings.radiusMeters },
      review: { url: 'https://example.com/review', delayHours: 1 },
    },
  });
  if (answer.status !== 200) throw new Error(`The settings were refused: ${answer.text}`);
}

const OPTIONAL = ['booked', 'reminder', 'dispatched', 'review'];

/** Each company's words name their kind, so that what left can be told apart from outside. */
const WORDS: Readonly<Record<string, string>> = {
  booked: '{company} {window} {link}',
  reminder: '{company} {window} {link}',
  dispatched: '{technician} {link}',
  en_route: '{company} {eta} {link}',
  running_late: '{company} {minutes} {eta}',
  arrived: '{technician}',
  late: '{company} {start}',
  rescheduled: '{company} {window} {link}',
  cancelled: '{company} {window}',
  review: '{company} {reviewLink}',
};

/** Enough of a call's input to tell what it was about. */
function briefly(input: Readonly<Record<string, unknown>>): string {
  const key = (input['Key'] ?? input['Item']) as Record<string, { S?: string }> | undefined;
  if (key) return `${key['pk']?.S}/${key['sk']?.S}`;
  const items = input['TransactItems'] as
    | Record<string, { Key?: Record<string, { S?: string }>; Item?: Record<string, { S?: string }> }>[]
    | undefined;
  if (items)
    return items
      .map((one) =>
        Object.entries(one).map(
          ([kind, { Key, Item }]) => `${kind} ${(Key ?? Item)?.['pk']?.S}/${(Key ?? Item)?.['sk']?.S}`,
        ),
      )
      .join(' + ');
  const known = ['PhoneNumber', 'phoneNumber', 'Message', 'Name', 'GeofenceId', 'ConnectionId'].flatMap(
    (name) => (typeof input[name] === 'string' ? [`${input[name]}`] : []),
  );
  const values = input['ExpressionAttributeValues'] as Record<string, { S?: string }> | undefined;
  return [
    ...known,
    ...(values
      ? Object.values(values)
          .flatMap(({ S }) => S ?? [])
          .slice(0, 1)
      : []),
  ]
    .join(' ')
    .slice(0, 160);
}
