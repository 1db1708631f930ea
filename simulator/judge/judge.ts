import { OUTBOX } from '../../local/emulators/outbox.ts';
import type { Outcome } from '../../local/workers/messages.ts';
import type { Cloud } from '../cloud/cloud.ts';
import type { Trouble } from '../cloud/faults.ts';
import type { Answer, Request } from '../cloud/gateway.ts';
import type { Invocation } from '../cloud/lambda.ts';
import type { Called } from '../cloud/network.ts';
import type { Written } from '../dynamodb/table.ts';
import type { Job } from '../story/cast.ts';
import { judgeAnswer } from './answers.ts';
import { judgeArrivals } from './arrivals.ts';
import type { Court } from './court.ts';
import { judgeEnd } from './end.ts';
import { createTextJudge } from './texts.ts';
import { createVisitJudge } from './visits.ts';

/** Something that must not be. */
export interface Finding {
  readonly at: number;
  readonly rule: string;
  readonly what: string;
  /** Words by which the story of it is found. */
  readonly about: readonly string[];
}

export interface JudgeOptions {
  readonly now: () => number;
  readonly tell: (line: string) => void;
  readonly trouble: Trouble;
}

/** For so long after something went wrong, a function may still fail because of it. */
const LINGERS = 120_000;
/** So many are enough to see that a world is broken. */
const ENOUGH = 20;

/** Looks at everything that happens, and holds it against what was promised. Knows nothing of how it is done. */
export function createJudge({ now, tell }: JudgeOptions) {
  const findings: Finding[] = [];
  const jobs = new Map<string, Job>();
  let troubledAt = Number.NEGATIVE_INFINITY;
  const report = (rule: string, what: string, about: readonly string[]) => {
    findings.push({ at: now(), rule, what, about });
    tell(`  BROKEN ${rule}: ${what} (${about.join(' ')})`);
  };
  const court: Court = { now, jobs, report, troubledAt: () => troubledAt };
  const visits = createVisitJudge(report, now);
  const texts = createTextJudge(court, visits);
  const facts = new Set<string>();
  let cloud: Cloud | undefined;
  return {
    findings,
    hasSeenEnough: () => findings.length >= ENOUGH,
    troubled: () => {
      troubledAt = now();
    },
    planned: (job: Job) => void jobs.set(job.visitId, job),
    written: (writes: readonly Written[]) => visits.written(writes),
    published(_bus: string, _kind: string, detail: unknown) {
      const { factId } = detail as { factId?: string };
      if (factId) facts.add(factId);
    },
    called: (call: Called) => texts.called(call),
    said(invocation: Invocation | undefined, line: string) {
      const secret = SECRETS.find((one) => one.test(line));
      if (secret) report('log', `${invocation?.name} says ${line.slice(0, 300)}`, [secret.source]);
    },
    invoked({ name, number, hurt }: Invocation, _event: unknown, outcome: Outcome) {
      // What went wrong elsewhere a moment ago may be what it could not do without.
      if (outcome.ok || hurt.length > 0 || now() - troubledAt < LINGERS) return;
      const { errorType, errorMessage, trace } = outcome.error;
      report(
        'fault',
        `${name} failed with nothing wrong around it: ${errorType} ${errorMessage} ${(trace ?? []).slice(1, 4).join(' | ')}`,
        [`${name}#${number} `],
      );
    },
    answered: (request: Request, answer: Answer, since: number) =>
      judgeAnswer(court, visits, request, answer, since),
    attend(attended: Cloud) {
      cloud = attended;
      const { store } = attended.world;
      const put = store.put.bind(store);
      store.put = (collection, key, value) => {
        put(collection, key, value);
        if (collection === OUTBOX) texts.left(value as { channel: string; to: string; text: string });
      };
    },
    conclude(end: number) {
      if (!cloud || findings.length >= ENOUGH) return;
      judgeArrivals(court, visits);
      judgeEnd({ court, visits, texts, facts, cloud, end });
    },
  };
}

/** What must not be in any log: a number, a place, a link. */
const SECRETS = [/\+1\d{10}/, /\b38\.\d{4,}/, /-121\.\d{4,}/, /\/t\/[\w-]{22}/];
