import type { DeployedFunction } from '../../local/template/deployment.ts';
import type { FunctionPool } from '../../local/workers/function-pool.ts';
import type { InvocationError, Outcome } from '../../local/workers/messages.ts';
import type { Agenda } from '../machine/agenda.ts';
import type { Chance } from '../machine/randomness.ts';
import { type Life, lives } from '../machine/take-over.ts';
import type { Handler, Start } from './bundle-functions.ts';
import type { Trouble } from './faults.ts';

/** An invocation of a function. */
export interface Invocation extends Life {
  readonly name: string;
  readonly number: number;
  /** What has gone wrong around it: what it does then is not held against it. */
  readonly hurt: string[];
  /** Ends it, wherever it is. */
  die(error: InvocationError): void;
}

/** The invocation whose code runs right now. */
export const invocationNow = (): Invocation | undefined => lives.getStore() as Invocation | undefined;

export interface LambdaOptions {
  readonly functions: readonly DeployedFunction[];
  readonly starts: ReadonlyMap<string, Start>;
  readonly agenda: Agenda;
  readonly chance: Chance;
  readonly trouble: Trouble;
  /** What a function says: to the console, or as a metric. */
  readonly said: (invocation: Invocation | undefined, line: string) => void;
  /** Told of every invocation that came to an end. */
  readonly ended: (invocation: Invocation, event: unknown, outcome: Outcome) => void;
}

export interface Lambda extends FunctionPool {
  /** With the outcome, what had gone wrong around it. */
  invokeSeen(functionArn: string, event: unknown): Promise<{ outcome: Outcome; hurt: readonly string[] }>;
}

interface State {
  readonly deployed: DeployedFunction;
  readonly start: Start;
  readonly idle: Handler[];
}

const COLD = [120, 400] as const;
const WARM = [1, 8] as const;

/** Functions as Lambda runs them: one invocation at a time in each of their instances, each with its own memory. */
export function createLambda(options: LambdaOptions): Lambda {
  const { agenda, chance, trouble } = options;
  const states = new Map<string, State>();
  for (const deployed of options.functions) {
    const start = options.starts.get(deployed.name);
    if (start) states.set(deployed.arn, { deployed, start, idle: [] });
  }
  let count = 0;
  const stateOf = (arn: string): State => {
    const state = states.get(arn);
    if (!state) throw new Error(`There is no function ${arn}.`);
    return state;
  };
  const instanceOf = ({ idle, start, deployed }: State): { handler: Handler; delay: number } => {
    const warm = idle.pop();
    if (warm && !trouble.hits('function-forgets')) return { handler: warm, delay: chance.between(...WARM) };
    const handler = start(surroundingsOf(deployed, options));
    return { handler, delay: chance.between(...COLD) };
  };
  const invokeSeen = (
    arn: string,
    event: unknown,
  ): Promise<{ outcome: Outcome; hurt: readonly string[] }> => {
    const state = stateOf(arn);
    const { handler, delay } = instanceOf(state);
    const payload = JSON.stringify(event);
    count += 1;
    const number = count;
    return new Promise((resolve) => {
      const end = (outcome: Outcome) => {
        if (invocation.dead) return;
        invocation.dead = true;
        agenda.callOff(limit);
        if (outcome.ok || outcome.error.errorType !== GONE) state.idle.push(handler);
        options.ended(invocation, event, outcome);
        resolve({ outcome, hurt: invocation.hurt });
      };
      const invocation: Invocation = {
        name: state.deployed.name,
        number,
        dead: false,
        waiting: 0,
        hurt: [],
        die: (error) => end({ ok: false, error: { ...error, errorType: GONE } }),
      };
      const limit = agenda.after(delay + state.deployed.timeoutMs, () => {
        if (invocation.waiting === 0)
          throw new Error(`${invocation.name} waits for something that is not of this world.`);
        invocation.hurt.push('time limit');
        invocation.die({ errorType: 'Sandbox.Timedout', errorMessage: 'Task timed out' });
      });
      const left = () => Math.max(0, limit.at - agenda.now());
      agenda.after(delay, () => void run(handler, payload, invocation, left).then(end));
    });
  };
  return {
    invokeSeen,
    invoke: async (arn, event) => (await invokeSeen(arn, event)).outcome,
    find: (arn) => stateOf(arn).deployed,
    has: (arn) => states.has(arn),
    // Here a phone may answer before its sender has been answered.
    atRest: async () => undefined,
    crash: () => undefined,
    stop: () => undefined,
  };
}

/** How an instance ends that nobody can use again. */
const GONE = 'Runtime.ExitError';

const run = (
  handler: Handler,
  payload: string,
  invocation: Invocation,
  left: () => number,
): Promise<Outcome> =>
  lives.run(invocation, async (): Promise<Outcome> => {
    try {
      const context = {
        awsRequestId: `request-${invocation.number}`,
        functionName: invocation.name,
        getRemainingTimeInMillis: left,
      };
      const value = await handler(JSON.parse(payload), context);
      return { ok: true, payload: JSON.stringify(value ?? null) };
    } catch (error) {
      const { name, message, stack } = error as Error;
      return {
        ok: false,
        error: { errorType: name, errorMessage: message, trace: (stack ?? '').split('\n') },
      };
    }
  });

/** Its own variables and streams: what it writes comes to us. */
function surroundingsOf({ environment }: DeployedFunction, { said }: LambdaOptions) {
  const tell = (...given: unknown[]) =>
    said(
      invocationNow(),
      given.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join(' '),
    );
  return {
    process: {
      env: environment,
      stdout: { write: tell },
      versions: process.versions,
      platform: process.platform,
    },
    console: { log: tell, info: tell, warn: tell, error: tell, debug: tell },
  };
}
