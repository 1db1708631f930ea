import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import pLimit from 'p-limit';
import type { DeployedFunction } from '../template/deployment.ts';
import type { Usage } from '../usage/usage.ts';
import { type FunctionThread, startThread } from './function-thread.ts';
import type { Outcome } from './messages.ts';
import type { WorkerEnvironment } from './worker-environment.ts';

/** Invokes the deployed functions. */
export interface FunctionPool {
  /** @throws Error when there is no such function */
  invoke(functionArn: string, event: unknown): Promise<Outcome>;
  /** Settles when what is being invoked now has ended, whatever has begun since. */
  atRest(): Promise<unknown>;
  /** Ends the thread that signs with this key: a process that dies in the middle of a call. */
  crash(accessKeyId: string): void;
  find(functionArn: string): DeployedFunction;
  has(functionArn: string): boolean;
  stop(): void;
}

/** Threads a function may have; on a laptop more would only fight for the same cores. */
const MAX_THREADS = 3;
const IDLE_MS = 60_000;
const SWEEP_MS = 15_000;
/** Threads that end together are told of together. */
const TELL_AFTER_MS = 200;

interface Waiting {
  readonly id: string;
  readonly payload: string;
  readonly resolve: (outcome: Outcome) => void;
}

interface FunctionState {
  readonly deployed: DeployedFunction;
  readonly threads: Map<FunctionThread, { idleSince: number }>;
  readonly waiting: Waiting[];
  /** Threads that wait for their turn to start. */
  coming: number;
}

export interface FunctionPoolOptions {
  readonly functions: readonly DeployedFunction[];
  readonly environment: WorkerEnvironment;
  readonly usage: Usage;
  /** Told of every failed invocation. */
  readonly failed: (functionName: string, outcome: Outcome & { ok: false }) => void;
  /** Told when threads have ended, each of which has freed some 20 MB. */
  readonly freed: () => void;
}

/** Worker threads for all functions: they start on the first call, and stop when they are idle for a minute. */
export function createFunctionPool({
  functions,
  environment,
  usage,
  failed,
  freed,
}: FunctionPoolOptions): FunctionPool {
  const states = new Map<string, FunctionState>(
    functions.map((deployed) => [deployed.arn, { deployed, threads: new Map(), waiting: [], coming: 0 }]),
  );
  /**
   * A start is all computing. When a dozen functions start at once, each takes as long as all of them, and what runs
   * already waits so long for its calls that they time out.
   */
  const startInTurn = pLimit(availableParallelism());
  const underway = new Set<Promise<void>>();
  let stopped = false;
  const sweep = setInterval(() => stopIdle(states), SWEEP_MS);
  sweep.unref();
  let telling: NodeJS.Timeout | undefined;
  const tellFreed = () => {
    clearTimeout(telling);
    telling = setTimeout(freed, TELL_AFTER_MS);
    telling.unref();
  };

  const stateOf = (functionArn: string): FunctionState => {
    const state = states.get(functionArn);
    if (!state) throw new Error(`There is no function ${functionArn}.`);
    return state;
  };
  const start = (state: FunctionState) => {
    const thread = startThread(state.deployed, environment, (ended) => {
      state.threads.delete(ended);
      if (stopped) return;
      tellFreed();
      queueMicrotask(() => serve(state));
    });
    state.threads.set(thread, { idleSince: performance.now() });
    return thread;
  };
  const run = async (state: FunctionState, thread: FunctionThread, { id, payload, resolve }: Waiting) => {
    usage.count('lambda', state.deployed.name);
    const outcome = await thread.invoke(id, payload);
    const entry = state.threads.get(thread);
    if (entry) entry.idleSince = performance.now();
    // Whoever waits shall not take the end of the stack for a failure of the function.
    if (stopped) return;
    if (!outcome.ok) failed(state.deployed.name, outcome);
    resolve(outcome);
    serve(state);
  };
  const serve = (state: FunctionState) => {
    while (state.waiting.length > 0 && !stopped) {
      const thread = freeThread(state);
      if (!thread && state.threads.size + state.coming >= MAX_THREADS) return;
      const next = state.waiting.shift();
      if (!next) return;
      if (thread) follow(run(state, thread, next));
      else void runInNew(state, next);
    }
  };
  const follow = (running: Promise<void>) => {
    underway.add(running);
    void running.finally(() => underway.delete(running));
  };
  const runInNew = (state: FunctionState, next: Waiting) => {
    state.coming += 1;
    return startInTurn(async () => {
      state.coming -= 1;
      if (stopped) return;
      const thread = freeThread(state) ?? start(state);
      follow(run(state, thread, next));
      await thread.started;
    });
  };
  return {
    invoke(functionArn, event) {
      const state = stateOf(functionArn);
      return new Promise((resolve) => {
        state.waiting.push({ id: randomUUID(), payload: JSON.stringify(event), resolve });
        serve(state);
      });
    },
    atRest: () => Promise.all(underway),
    crash(accessKeyId) {
      for (const { threads } of states.values()) {
        for (const thread of threads.keys()) {
          if (thread.accessKeyId === accessKeyId) thread.kill('Runtime exited: a crash was asked for');
        }
      }
    },
    find: (functionArn) => stateOf(functionArn).deployed,
    has: (functionArn) => states.has(functionArn),
    stop() {
      stopped = true;
      clearInterval(sweep);
      clearTimeout(telling);
      for (const { threads } of states.values()) for (const thread of threads.keys()) thread.kill('stopped');
    },
  };
}

const freeThread = ({ threads }: FunctionState) => [...threads.keys()].find((thread) => !thread.busy);

function stopIdle(states: ReadonlyMap<string, FunctionState>): void {
  for (const { threads } of states.values()) {
    for (const [thread, { idleSince }] of threads) {
      if (!thread.busy && performance.now() - idleSince > IDLE_MS) thread.kill('idle');
    }
  }
}
