import { SignedOut } from '../session/session.ts';
import type { Clock } from './clock.ts';
import type { PhoneStore } from './phone-store.ts';
import { clamped, corrected } from './rules/clock.ts';
import { waitAfter } from './rules/pace.ts';
import { type Refusal, toLeave, toSend, type WaitingStep } from './rules/steps.ts';
import type { Visit } from './rules/visit.ts';
import type { Answer, Tracker } from './tracker-client.ts';

interface Problem {
  readonly type?: string;
  readonly conflictingVisitId?: string;
  readonly errors?: readonly { readonly pointer: string }[];
}

export interface StepsOptions {
  readonly store: PhoneStore;
  readonly tracker: Tracker;
  readonly clock: Pick<Clock, 'behind'>;
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

/** Was it refused for when it was done? */
const isOfTime = ({ status, body }: Answer<Problem>): boolean =>
  status === 422 && body?.errors?.some(({ pointer }) => pointer === '/at') === true;

const PROBLEM = 'urn:service-tracker:problem:';

/**
 * Sends steps in the order in which they were taken, each until it was answered. A refused one stops those of its
 * visit, and stays until the technician has seen why.
 */
export function createSteps(options: StepsOptions) {
  const { store, tracker, clock, left } = options;
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
  const timeOf = ({ at }: WaitingStep): string => corrected(at, clock.behind());
  /** @param at by the service's clock */
  const callFor = (step: WaitingStep, at = timeOf(step)) => ({
    body: { ...step.body, ...('at' in step.body && { at }) },
    idempotencyKey: step.id,
  });

  const send = async (step: WaitingStep, keepalive: boolean): Promise<void> => {
    const post = (at: string) =>
      tracker<{ visit?: Visit } & Problem>('POST', PATHS[step.kind](step.visitId), {
        ...callFor(step, at),
        keepalive,
      });
    let at = timeOf(step);
    let answer = await post(at);
    // The answer itself may have told what time it is.
    if (isOfTime(answer) && timeOf(step) !== at) {
      at = timeOf(step);
      answer = await post(at);
    }
    let refusal = await refusalOf(step, at, answer);
    const later = isOfTime(answer) && clamped(at, refusal?.visit?.updatedAt);
    if (later) {
      answer = await post(later);
      refusal = await refusalOf(step, later, answer);
    }
    if (refusal) return refuse([...refusals, refusal]);
    await store.deleteStep(step.order);
    options.onTaken(step, answer.body?.visit);
  };
  const refusalOf = async (
    step: WaitingStep,
    at: string,
    answer: Answer<Problem>,
  ): Promise<Refusal | undefined> => {
    const { status, body } = answer;
    // What was written may have gone meanwhile; then nobody waits for the word any more.
    if (status < 400 || step.kind === 'seen') return undefined;
    const known = await tracker<{ visit: Visit }>('GET', `/visits/${step.visitId}`).catch(() => undefined);
    return {
      step,
      status,
      problem: String(body?.type ?? '').replace(PROBLEM, ''),
      ...(body?.conflictingVisitId && { conflictingVisitId: body.conflictingVisitId }),
      ...(known?.status === 200 && { visit: known.body.visit }),
      ...(isOfTime(answer) && at > (known?.body?.visit?.updatedAt ?? '') && { clockWrong: true as const }),
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
