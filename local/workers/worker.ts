import crypto from 'node:crypto';
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import { format } from 'node:util';
import { parentPort, workerData } from 'node:worker_threads';
import type { InvocationError, InvokeMessage, ReadyMessage, WorkerData } from './messages.ts';

/**
 * Runs inside a worker thread: what the Lambda runtime does around a handler. It imports nothing of ours, for it is
 * handed to the thread as plain JavaScript: stripping types in every thread would cost each of them 15 MB.
 */
const { file, exportName, clock, context } = workerData as WorkerData;

/** Of the invocation under way; a thread has one at a time. */
let requestId = '';

followClock(new BigInt64Array(clock));
logByTheConsole();
resolveLocalhosts();
catchPushes();

const loaded = await load();
parentPort?.on('message', (message: InvokeMessage) => void invoke(message));
parentPort?.postMessage({ ready: true } satisfies ReadyMessage);

async function load(): Promise<(event: unknown, context: unknown) => unknown> {
  const module: Record<string, unknown> = await import(file);
  const handler = module[exportName];
  if (typeof handler !== 'function') throw new Error(`${file} exports no ${exportName}.`);
  return handler as (event: unknown, context: unknown) => unknown;
}

async function invoke({ id, payload, deadline }: InvokeMessage): Promise<void> {
  requestId = id;
  try {
    const value = await loaded(JSON.parse(payload), {
      ...context,
      awsRequestId: id,
      callbackWaitsForEmptyEventLoop: true,
      getRemainingTimeInMillis: () => Math.max(0, deadline - performance.timeOrigin - performance.now()),
    });
    parentPort?.postMessage({ id, ok: true, payload: JSON.stringify(value ?? null) });
  } catch (error) {
    console.error(error);
    parentPort?.postMessage({ id, ok: false, error: wireError(error) });
  }
}

function wireError(error: unknown): InvocationError {
  if (!(error instanceof Error)) return { errorType: 'Error', errorMessage: String(error) };
  return { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? '').split('\n') };
}

/** Shifts the thread's Date by the offset of the stack's clock, so that the bundles stay untouched. */
function followClock(offset: BigInt64Array): void {
  const RealDate = Date;
  const now = () => RealDate.now() + Number(Atomics.load(offset, 0));
  class StackDate extends RealDate {
    constructor(...given: unknown[]) {
      super(...((given.length === 0 ? [now()] : given) as [number]));
    }
    static override now(): number {
      return now();
    }
    /** Dates made by the runtime itself are dates too. */
    // biome-ignore-start lint/complexity/noThisInStatic: a subclass of the bundle's inherits this and means itself.
    static override [Symbol.hasInstance](value: unknown): boolean {
      const type = this === StackDate ? RealDate : this;
      return Function.prototype[Symbol.hasInstance].call(type, value);
    }
    // biome-ignore-end lint/complexity/noThisInStatic: as above
  }
  // Whoever lists what a date can do, to do it otherwise (a date of another time zone), looks on the prototype itself.
  const { constructor: _, ...methods } = Object.getOwnPropertyDescriptors(RealDate.prototype);
  Object.defineProperties(StackDate.prototype, methods);
  globalThis.Date = StackDate as DateConstructor;
}

/** As Lambda's runtime does: whatever goes to the console is a line with its time, level and the request's id. */
function logByTheConsole(): void {
  const levels = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR'];
  const least = levels.indexOf(process.env['AWS_LAMBDA_LOG_LEVEL'] ?? 'INFO');
  const json = process.env['AWS_LAMBDA_LOG_FORMAT'] === 'JSON';
  const write = (level: string, given: readonly unknown[]) => {
    const timestamp = new Date().toISOString();
    const message = given.length === 1 ? given[0] : format(...given);
    const line = json
      ? JSON.stringify({ timestamp, level, requestId, message }, asLogged)
      : `${timestamp}\t${requestId}\t${level}\t${format(...given)}`;
    process.stdout.write(`${line.replaceAll('\n', '\r')}\n`);
  };
  for (const [index, level] of levels.entries()) {
    const say = (...given: unknown[]) => (index < least ? undefined : write(level, given));
    Object.assign(console, { [level.toLowerCase()]: say, ...(level === 'INFO' && { log: say }) });
  }
}

/** Of an error it shows all there is. */
function asLogged(_key: string, value: unknown): unknown {
  if (!(value instanceof Error)) return value;
  const stackTrace = value.stack?.split('\n');
  return { errorType: value.constructor.name, errorMessage: value.message, stackTrace, ...value };
}

/** The SDK prefixes the hosts of some services; not every system resolves names below localhost. */
function resolveLocalhosts(): void {
  const lookup = dns.lookup as (host: string, ...rest: unknown[]) => void;
  const local = (host: string, ...rest: unknown[]) =>
    lookup(host.endsWith('.localhost') || host === 'localhost' ? '127.0.0.1' : host, ...rest);
  dns.lookup = local as unknown as typeof dns.lookup;
}

/**
 * There is no push service on this machine, and nothing may leave it: what a function hands to one goes to the
 * emulator instead, in the form of a call to any service. Only the browser could open what is in it; so that the
 * outbox can show what was said, the keys it was sealed with go along.
 */
function catchPushes(): void {
  const sealedWith = rememberKeys();
  const ordinary = globalThis.fetch;
  globalThis.fetch = (target, init) => {
    const headers = new Headers(init?.headers);
    const sender = headers.get('authorization') ?? '';
    if (!sender.startsWith('vapid ')) return ordinary(target, init);
    const scope = `${process.env['AWS_ACCESS_KEY_ID']}/20260101/${process.env['AWS_REGION']}/webpush/aws4_request`;
    headers.set('authorization', `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=local`);
    headers.set('x-local-authorization', sender);
    headers.set('x-local-address', target instanceof Request ? target.url : String(target));
    headers.set('x-local-keys', sealedWith.join(' '));
    return ordinary(process.env['AWS_ENDPOINT_URL'] ?? '', { ...init, headers });
  };
}

/** Keys and nonces of the messages sealed lately in this thread; one is used within milliseconds. */
function rememberKeys(): readonly string[] {
  const kept: string[] = [];
  const seal = crypto.createCipheriv as (...given: unknown[]) => unknown;
  const createCipheriv = (algorithm: string, key: Buffer, iv: Buffer, ...rest: unknown[]) => {
    if (algorithm === 'aes-128-gcm') {
      kept.unshift(`${key.toString('base64url')}.${iv.toString('base64url')}`);
      kept.length = Math.min(kept.length, 20);
    }
    return seal(algorithm, key, iv, ...rest);
  };
  Object.assign(crypto, { createCipheriv });
  syncBuiltinESMExports();
  return kept;
}
