import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import type { Timers } from '../clock/agenda.ts';
import { createDueOrder } from '../clock/due-order.ts';
import type { Part } from '../control/activity.ts';
import type { Store } from '../emulators/emulator.ts';
import type { Queues } from '../queues/queues.ts';
import { isJson } from '../store/json.ts';
import type { ParkedRows } from '../store/parked-rows.ts';
import type { FunctionPool } from './function-pool.ts';
import type { InvocationError } from './messages.ts';

/** Asynchronous invocations: accepted ones are on disk, tried again as Lambda does, then parked. */
export interface AsyncInvocations extends Timers, Part {
  enqueue(invocation: {
    readonly functionArn: string;
    /** The event as JSON. */
    readonly payload: string;
    readonly delayMs?: number;
    /**
     * It tells of what a call of some function has brought about, which in the cloud takes longer than the call: it waits
     * until the functions that run now have had their answers.
     */
    readonly afterCalls?: boolean;
    /** Where it is parked when the function itself names no place. */
    readonly deadLetterArn?: string;
    /** Attempts in all; the function's own setting when absent. */
    readonly attempts?: number;
  }): void;
}

/** An invocation as it is kept. */
export const INVOCATION_ROW = z.object({
  id: z.string(),
  functionArn: z.string(),
  payload: z.string().check(z.refine(isJson, 'is no JSON')),
  attempts: z.number(),
  /** Epoch milliseconds. */
  dueAt: z.number(),
  maxAttempts: z.optional(z.number()),
  deadLetterArn: z.optional(z.string()),
});
type Waiting = Readonly<z.output<typeof INVOCATION_ROW>>;

export interface AsyncInvocationsOptions {
  readonly pool: FunctionPool;
  readonly queues: Queues;
  readonly store: Store;
  readonly parked: ParkedRows;
  readonly now: () => number;
  readonly changed: () => void;
}

const COLLECTION = 'invocations';
/** Lambda waits a minute before the first retry and two before every later one. */
const RETRY_AFTER_MS = [60_000, 120_000] as const;

export function createAsyncInvocations(options: AsyncInvocationsOptions): AsyncInvocations {
  const { pool, queues, store, parked, now, changed } = options;
  for (const { key, value } of store.list<Waiting>(COLLECTION)) {
    if (!pool.has(value.functionArn)) parked.park(COLLECTION, key, `There is no ${value.functionArn}.`);
  }
  const accepted = new Map(store.list<Waiting>(COLLECTION).map(({ key, value }) => [key, value]));
  const running = new Set<string>();
  /** Those that do not run. */
  const waiting = createDueOrder();
  for (const { id, dueAt } of accepted.values()) waiting.put(id, dueAt);

  const keep = (one: Waiting) => {
    store.put(COLLECTION, one.id, one);
    accepted.set(one.id, one);
    waiting.put(one.id, one.dueAt);
  };
  const forget = ({ id }: Waiting) => {
    store.delete(COLLECTION, id);
    accepted.delete(id);
    waiting.delete(id);
  };
  const attempt = async (one: Waiting) => {
    waiting.delete(one.id);
    running.add(one.id);
    const outcome = await pool.invoke(one.functionArn, JSON.parse(one.payload));
    running.delete(one.id);
    if (outcome.ok) forget(one);
    else fail({ ...one, attempts: one.attempts + 1 }, outcome.error);
    changed();
  };
  const attemptAfterCalls = async (one: Waiting) => {
    waiting.delete(one.id);
    running.add(one.id);
    await pool.atRest();
    await attempt(one);
  };
  const fail = (one: Waiting, error: InvocationError) => {
    const { asyncRetries } = pool.find(one.functionArn);
    if (one.attempts < (one.maxAttempts ?? 1 + asyncRetries)) {
      keep({ ...one, dueAt: now() + (one.attempts === 1 ? RETRY_AFTER_MS[0] : RETRY_AFTER_MS[1]) });
    } else {
      park(one, error);
      forget(one);
    }
  };
  const park = (one: Waiting, error: InvocationError) => {
    const { onFailure, deadLetters, name } = pool.find(one.functionArn);
    const reason = `${name} failed ${one.attempts} times: ${error.errorType}: ${error.errorMessage}`;
    if (onFailure) queues.send(onFailure, failureRecord(one, error, now()), { reason });
    const place = deadLetters ?? (onFailure ? undefined : one.deadLetterArn);
    if (place && queues.has(place)) queues.send(place, one.payload, { reason });
    else if (place) parked.park(COLLECTION, one.id, `${reason}; there is no ${place}`);
  };
  const named = (ids: Iterable<string>) => [...ids].map((id) => nameOf(accepted.get(id)));
  return {
    enqueue({ functionArn, payload, delayMs = 0, afterCalls = false, deadLetterArn, attempts }) {
      const one: Waiting = {
        id: randomUUID(),
        functionArn,
        payload,
        attempts: 0,
        dueAt: now() + delayMs,
        ...(attempts === undefined ? {} : { maxAttempts: attempts }),
        ...(deadLetterArn === undefined ? {} : { deadLetterArn }),
      };
      keep(one);
      if (delayMs === 0) void (afterCalls ? attemptAfterCalls(one) : attempt(one));
      changed();
    },
    nextDueAt: () => waiting.nextAfter(now()),
    fireDue() {
      const ready = waiting.dueBy(now()).flatMap((id) => accepted.get(id) ?? []);
      for (const one of ready) void attempt(one);
      return ready.length;
    },
    busy: () => [
      ...named(running).map((name) => `invocation of ${name}`),
      ...named(waiting.dueBy(now())).map((name) => `invocation of ${name}`),
    ],
    pending: () => named(waiting.ids()).map((name) => `retry of ${name}`),
  };
}

const nameOf = (one: Waiting | undefined) => one?.functionArn.split(':').pop() ?? 'a function';

/** The record Lambda sends to an on-failure destination. */
function failureRecord(
  { id, functionArn, attempts, payload }: Waiting,
  error: InvocationError,
  at: number,
): string {
  return JSON.stringify({
    version: '1.0',
    timestamp: new Date(at).toISOString(),
    requestContext: {
      requestId: id,
      functionArn: `${functionArn}:$LATEST`,
      condition: 'RetriesExhausted',
      approximateInvokeCount: attempts,
    },
    requestPayload: JSON.parse(payload),
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    responsePayload: error,
  });
}
