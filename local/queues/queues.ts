import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { earliest, type Timers } from '../clock/agenda.ts';
import type { Part } from '../control/activity.ts';
import type { Store } from '../emulators/emulator.ts';
import type { DeployedQueue } from '../template/deployment.ts';

/** A message as it is kept. Times are epoch milliseconds by the stack's clock. */
export const MESSAGE_ROW = z.object({
  id: z.string(),
  body: z.string(),
  sentAt: z.number(),
  visibleAt: z.number(),
  receives: z.number(),
  firstReceivedAt: z.optional(z.number()),
  /** Why it was parked, on a dead-letter queue. */
  reason: z.optional(z.string()),
});
export type Message = Readonly<z.output<typeof MESSAGE_ROW>>;

export interface SendOptions {
  readonly delayMs?: number;
  readonly reason?: string;
}

/** The stack's queues. What was sent is on disk. */
export interface Queues extends Timers, Part {
  send(queueArn: string, body: string, options?: SendOptions): void;
  /** Takes up to `limit` visible messages, which nobody else sees until they are put back or time out. */
  receive(queueArn: string, limit: number): readonly Message[];
  /** Deletes a message that was received. */
  remove(queueArn: string, message: Message): void;
  /** Lets a received message wait for the end of its visibility timeout. */
  putBack(queueArn: string, message: Message): void;
  find(queueArn: string): DeployedQueue;
  has(queueArn: string): boolean;
  /** What lies on the queues nobody receives from, oldest first. */
  parked(): readonly { queue: string; message: Message }[];
  /** Has a consumer told when a queue has messages to receive. */
  consume(queueArn: string, wake: () => void): void;
}

interface QueueState {
  readonly queue: DeployedQueue;
  readonly messages: Map<string, Message>;
  readonly inFlight: Set<string>;
  wake?: () => void;
}

export interface QueuesOptions {
  readonly queues: readonly DeployedQueue[];
  readonly store: Store;
  readonly now: () => number;
  /** Told when the next moment or the load has changed. */
  readonly changed: () => void;
}

/** Standard queues: at least once, roughly in order, visibility timeouts by the stack's clock, redrive. */
export function createQueues({ queues, store, now, changed }: QueuesOptions): Queues {
  const collection = ({ name }: DeployedQueue) => `queue:${name}`;
  const states = new Map<string, QueueState>(
    queues.map((queue) => {
      const kept = store.list<Message>(collection(queue)).map(({ key, value }) => [key, value] as const);
      return [queue.arn, { queue, messages: new Map(kept), inFlight: new Set() }];
    }),
  );
  const stateOf = (queueArn: string): QueueState => {
    const state = states.get(queueArn);
    if (!state) throw new Error(`There is no queue ${queueArn}.`);
    return state;
  };
  const consumed = () => [...states.values()].filter(({ wake }) => wake !== undefined);
  const keep = ({ queue, messages }: QueueState, message: Message) => {
    store.put(collection(queue), message.id, message);
    messages.set(message.id, message);
  };
  const forget = ({ queue, messages, inFlight }: QueueState, { id }: Message) => {
    store.delete(collection(queue), id);
    messages.delete(id);
    inFlight.delete(id);
  };
  const waiting = ({ messages, inFlight }: QueueState) =>
    [...messages.values()].filter(({ id }) => !inFlight.has(id));
  const visible = (state: QueueState) => {
    const instant = now();
    return waiting(state).filter(({ visibleAt }) => visibleAt <= instant);
  };
  const send: Queues['send'] = (queueArn, body, { delayMs = 0, reason } = {}) => {
    const state = stateOf(queueArn);
    const sentAt = now();
    keep(state, {
      id: randomUUID(),
      body,
      sentAt,
      visibleAt: sentAt + delayMs,
      receives: 0,
      ...(reason === undefined ? {} : { reason }),
    });
    if (delayMs === 0) state.wake?.();
    changed();
  };
  /** SQS moves a message away when somebody wants it once too often. */
  const redrive = (state: QueueState) => {
    const { redrive: rule } = state.queue;
    if (!rule) return;
    for (const message of visible(state).filter(({ receives }) => receives >= rule.maxReceives)) {
      send(rule.deadLetters, message.body, { reason: `received ${message.receives} times` });
      forget(state, message);
    }
  };
  return {
    send,
    receive(queueArn, limit) {
      const state = stateOf(queueArn);
      redrive(state);
      const instant = now();
      const taken = visible(state)
        .sort((a, b) => a.sentAt - b.sentAt)
        .slice(0, limit)
        .map((message) => ({
          ...message,
          receives: message.receives + 1,
          firstReceivedAt: message.firstReceivedAt ?? instant,
          visibleAt: instant + state.queue.visibilityMs,
        }));
      for (const message of taken) {
        keep(state, message);
        state.inFlight.add(message.id);
      }
      return taken;
    },
    remove: (queueArn, message) => forget(stateOf(queueArn), message),
    putBack(queueArn, { id }) {
      stateOf(queueArn).inFlight.delete(id);
      changed();
    },
    find: (queueArn) => stateOf(queueArn).queue,
    has: (queueArn) => states.has(queueArn),
    parked: () =>
      [...states.values()]
        .filter(({ wake }) => wake === undefined)
        .flatMap(({ queue, messages }) =>
          [...messages.values()].map((message) => ({ queue: queue.name, message })),
        )
        .sort((a, b) => a.message.sentAt - b.message.sentAt),
    consume(queueArn, wake) {
      stateOf(queueArn).wake = wake;
    },
    nextDueAt: () => {
      const instant = now();
      const later = consumed().flatMap((state) => waiting(state).map(({ visibleAt }) => visibleAt));
      return earliest(later.filter((visibleAt) => visibleAt > instant));
    },
    fireDue() {
      const due = consumed().filter((state) => visible(state).length > 0);
      for (const { wake } of due) wake?.();
      return due.length;
    },
    busy: () =>
      consumed()
        .filter((state) => state.inFlight.size > 0 || visible(state).length > 0)
        .map(({ queue }) => `queue ${queue.name}`),
    pending: () =>
      consumed()
        .filter((state) => waiting(state).length > 0)
        .map(({ queue }) => `retry on queue ${queue.name}`),
  };
}
