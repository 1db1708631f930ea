import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { accessKeyOf } from '../iam/guard.ts';
import type { DeployedFunction } from '../template/deployment.ts';
import type { Outcome, ReadyMessage, ResultMessage, WorkerData } from './messages.ts';
import type { WorkerEnvironment } from './worker-environment.ts';

/** One worker thread of one function: one invocation at a time, as a Lambda execution environment. */
export interface FunctionThread {
  /** Names it among all threads, and its function: the access key its SDK clients sign with. */
  readonly accessKeyId: string;
  /** Also once it has been told to end. */
  readonly busy: boolean;
  /** Settles when it could take its first invocation, or never will. */
  readonly started: Promise<unknown>;
  invoke(id: string, payload: string): Promise<Outcome>;
  /** Ends it at once; an invocation under way fails. */
  kill(reason: string): void;
}

/** The runtime as JavaScript in a URL. */
const RUNTIME = new URL(`data:text/javascript,${encodeURIComponent(runtimeSource())}`);

let threads = 0;

/** Starts a thread for a function. @param gone called once when it has ended, however that came. */
export function startThread(
  deployed: DeployedFunction,
  environment: WorkerEnvironment,
  gone: (thread: FunctionThread) => void,
): FunctionThread {
  const accessKeyId = accessKeyOf(deployed.name, ++threads);
  const worker = new Worker(RUNTIME, {
    workerData: workerData(deployed, environment),
    env: environment.variables(deployed, accessKeyId),
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: deployed.memoryMb, maxYoungGenerationSizeMb: 8 },
  });
  environment.keepLog(deployed, worker.stdout, worker.stderr);

  let fatal: unknown;
  let killed: string | undefined;
  let current: ((outcome: Outcome) => void) | undefined;
  const settle = (outcome: Outcome) => {
    const resolve = current;
    current = undefined;
    resolve?.(outcome);
  };
  const ready = new Promise<void>((resolve) => {
    worker.on('message', (message: ReadyMessage | ResultMessage) => {
      if ('ready' in message) return resolve();
      settle(message);
    });
  });
  worker.on('error', (error) => {
    fatal = error;
  });
  const exited = new Promise<void>((resolve) => {
    worker.on('exit', (code) => {
      gone(thread);
      settle({ ok: false, error: exitError(fatal, killed, code) });
      resolve();
    });
  });

  const thread: FunctionThread = {
    accessKeyId,
    started: Promise.race([ready, exited]),
    get busy() {
      return current !== undefined || killed !== undefined;
    },
    invoke(id, payload) {
      return new Promise((resolve) => {
        current = resolve;
        void ready.then(() => {
          const deadline = performance.timeOrigin + performance.now() + deployed.timeoutMs;
          const timer = setTimeout(
            () => thread.kill(`Task timed out after ${(deployed.timeoutMs / 1000).toFixed(2)} seconds`),
            deployed.timeoutMs,
          );
          const resolveOutcome = current;
          if (!resolveOutcome) return clearTimeout(timer);
          current = (outcome) => {
            clearTimeout(timer);
            resolveOutcome(outcome);
          };
          worker.postMessage({ id, payload, deadline });
        });
      });
    },
    kill(reason) {
      killed ??= reason;
      void worker.terminate();
    },
  };
  return thread;
}

function exitError(fatal: unknown, killed: string | undefined, code: number) {
  if (killed?.startsWith('Task timed out')) return { errorType: 'Sandbox.Timedout', errorMessage: killed };
  if (killed) return { errorType: 'Runtime.ExitError', errorMessage: killed };
  if (fatal instanceof Error) return { errorType: fatal.name, errorMessage: fatal.message };
  return { errorType: 'Runtime.ExitError', errorMessage: `Runtime exited with code ${code}` };
}

function workerData(deployed: DeployedFunction, { clock }: WorkerEnvironment): WorkerData {
  const dot = deployed.handler.lastIndexOf('.');
  const path = join(deployed.folder, `${deployed.handler.slice(0, dot)}.mjs`);
  return {
    file: pathToFileURL(path).href,
    exportName: deployed.handler.slice(dot + 1),
    clock,
    context: {
      functionName: deployed.name,
      functionVersion: '$LATEST',
      invokedFunctionArn: deployed.arn,
      memoryLimitInMB: String(deployed.memoryMb),
      logGroupName: `/aws/lambda/${deployed.name}`,
      logStreamName: 'local',
    },
  };
}

/** Stripping types is marked experimental in Node 24, which is no news for whoever starts the stack. */
function runtimeSource(): string {
  const { emitWarning } = process;
  process.emitWarning = () => undefined;
  try {
    return stripTypeScriptTypes(readFileSync(new URL('./worker.ts', import.meta.url), 'utf8'));
  } finally {
    process.emitWarning = emitWarning;
  }
}
