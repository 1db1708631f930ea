import { SignedOut } from '../session/session.ts';
import type { PhoneStore } from './phone-store.ts';
import { waitAfter } from './rules/pace.ts';
import { type Refusal, toLeave, toSend, type WaitingStep } from './rules/steps.ts';
import type { Visit } from './rules/visit.ts';
import type { Answer, Tracker } from './tracker-client.ts';

interface Problem {
  readonly type?: string;
  readonly conflictingVisitId?: string;
}

export interface StepsOptions {
  readonly store: PhoneStore;
  readonly tracker: Tracker;
  /** What has left with a page that went; it can be written, and read, without waiting. */
  readonly left: { get: () => readonly string[]; put: (ids: readonly string[]) => void };
  readonly onWaiting: (waiting: readonly WaitingStep[]) => void;
  readonly onTaken: (step: WaitingStep, visit: Visit | undefined) => void;
  readonly onRefused: (refusals: readonly Refusal[]) => void;
  /** Whether the service could be reached. */
  readonly onReach: (reached: boolean) => void;
  readonly onSignedOut: () => void;
  /** What waits on this phone is not what it was, by this tab's doing. */
  readonly onQueue: () => void;
}

const PATHS: Readonly<Record<WaitingStep['kind'], (id: string) => string>> = {
  status: (visitId) => `/visits/${visitId}/status`,
  late: (visitId) => `/visits/${visitId}/running-late`,
  seen: (messageId) => `/me/messages/${messageId}/acknowledge`,
};

const PROBLEM = 'urn:service-tracker:problem:';

/**
 * Sends steps in the order in which they were taken, each until it was answered. A refused one stops those of its
 * visit, and stays until the technician has seen why.
 */
export function createSteps(options: StepsOptions) {
  const { store, tracker, left } = options;
  let known: readonly WaitingStep[] = [];
  let refusals: readonly Refusal[] = [];
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const refuse = (changed: readonly Refusal[]) => {
    refusals = changed;
    options.onRefused(refusals);
  };
  /** What left with the page cannot be undone, though nobody heard the answer. */
  const list = async (): Promise<readonly WaitingStep[]> => {
    const gone = left.get();
    known = (await store.listSteps()).map((step) =>
      gone.includes(step.id) ? { ...step, heldUntil: 0 } : step,
    );
    return known;
  };
  const tellWaiting = async () => options.onWaiting(await list());
  const refused = () => new Set(refusals.map(({ step }) => step.id));
  const next = async (now: number) => toSend(await list(), refused(), now);
  const callFor = ({ body, id }: WaitingStep) => ({ body, idempotencyKey: id });

  const send = async (step: WaitingStep, keepalive: boolean): Promise<void> => {
    const answer = await tracker<{ visit?: Visit } & Problem>('POST', PATHS[step.kind](step.visitId), {
      ...callFor(step),
      keepalive,
    });
    // What was written may have gone meanwhile; then nobody waits for the word any more.
    if (answer.status >= 400 && step.kind !== 'seen')
      return refuse([...refusals, await refusalOf(step, answer)]);
    await store.deleteStep(step.order);
    options.onTaken(step, answer.body?.visit);
  };
  const refusalOf = async (step: WaitingStep, { status, body }: Answer<Problem>): Promise<Refusal> => {
    const known = await tracker<{ visit: Visit }>('GET', `/visits/${step.visitId}`).catch(() => undefined);
    return {
      step,
      status,
      problem: String(body?.type ?? '').replace(PROBLEM, ''),
      ...(body?.conflictingVisitId && { conflictingVisitId: body.conflictingVisitId }),
      ...(known?.status === 200 && { visit: known.body.visit }),
    };
  };

  /** @param keepalive the page may be gone before the answer comes: what could still be undone goes out as well */
  const flush = async (keepalive = false): Promise<void> => {
    clearTimeout(timer);
    try {
      await navigator.locks.request('steps', async () => {
        for (;;) {
          const step = await next(keepalive ? Number.POSITIVE_INFINITY : Date.now());
          if (!step) break;
          await send(step, keepalive);
          failures = 0;
          options.onReach(true);
          await tellWaiting();
        }
      });
      const held = (await list()).map(({ heldUntil }) => heldUntil - Date.now());
      const soonest = Math.min(...held.filter((ms) => ms > 0));
      if (Number.isFinite(soonest)) timer = setTimeout(() => void flush(), soonest);
    } catch (error) {
      if (error instanceof SignedOut) return options.onSignedOut();
      failures++;
      options.onReach(false);
      timer = setTimeout(() => void flush(), waitAfter(failures, Math.random()));
    } finally {
      // Another tab may have taken steps, or sent them.
      await tellWaiting();
    }
  };
  const drop = async (isOver: (step: WaitingStep) => boolean): Promise<void> => {
    const gone = (await list()).filter(isOver);
    for (const { order } of gone) await store.deleteStep(order);
    refuse(refusals.filter(({ step }) => !gone.some(({ id }) => id === step.id)));
    await tellWaiting();
    options.onQueue();
  };
  return {
    flush,
    /** The page goes: what it holds leaves within this turn; sent again later, it counts once all the same. */
    leave(): void {
      const steps = toLeave(known, refused());
      for (const step of steps) tracker.leave(PATHS[step.kind](step.visitId), callFor(step));
      left.put(steps.map(({ id }) => id));
    },
    list,
    async take(...steps: readonly Omit<WaitingStep, 'order' | 'id'>[]): Promise<void> {
      for (const step of steps) await store.addStep({ ...step, id: crypto.randomUUID() });
      await tellWaiting();
      options.onQueue();
      await flush();
    },
    /** While they have not left: what was taken together goes together. */
    undo: (heldUntil: number) => drop((step) => step.heldUntil === heldUntil),
    /** What was refused, and what was to follow on it, is over. */
    async accept({ step }: Refusal): Promise<void> {
      await drop(({ visitId, order }) => visitId === step.visitId && order >= step.order);
      await flush();
    },
    /** The same again, meant: as a request of its own. */
    async insist({ step }: Refusal, more: Readonly<Record<string, unknown>>): Promise<void> {
      const meant = { ...step, id: crypto.randomUUID(), body: { ...step.body, ...more } };
      await store.putStep(meant);
      refuse(refusals.filter((one) => one.step.id !== step.id));
      await flush();
    },
    stop: () => clearTimeout(timer),
  };
}

export type Steps = ReturnType<typeof createSteps>;
