import { ListTopicsCommand, SNSClient } from '@aws-sdk/client-sns';
import {
  AwsError,
  type AwsRequest,
  type AwsResponse,
  type Emulator,
} from '../../local/emulators/emulator.ts';
import { errorAnswer } from '../../local/faults/refusals.ts';
import type { Agenda } from '../machine/agenda.ts';
import type { Chance } from '../machine/randomness.ts';
import type { Trouble } from './faults.ts';
import { type Invocation, invocationNow } from './lambda.ts';

/** A request as the SDK hands it to whatever carries it. */
interface SdkRequest {
  readonly method: string;
  readonly hostname: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | string[] | null>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

interface Carrier {
  config?: { readonly requestTimeout?: number };
  readonly configProvider: Promise<{ readonly requestTimeout?: number }>;
}

export interface NetworkOptions {
  readonly emulators: readonly Emulator[];
  readonly agenda: Agenda;
  readonly chance: Chance;
  readonly trouble: Trouble;
  /** Told of every call that was made and how it ended for who made it. */
  readonly called: (invocation: Invocation | undefined, call: Called) => void;
}

export interface Called {
  readonly service: string;
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly ended: string;
}

let network: NetworkOptions | undefined;

/** The services that are there from here on. */
export function connect(options: NetworkOptions): void {
  network = options;
}

/**
 * Has every client of the SDK in this process hand its requests to the services of the world. It is the class that
 * carries requests for all of them: no client knows, and none has to be made otherwise. The one call made here has the
 * SDK read what it reads once in a process, for a world must not wait for a disk.
 */
export async function carryEverything(): Promise<void> {
  Object.assign(process.env, ENVIRONMENT);
  const client = new SNSClient({ maxAttempts: 1 });
  const carrier = client.config.requestHandler;
  Object.assign(Object.getPrototypeOf(carrier), { handle: refuse });
  await client.send(new ListTopicsCommand()).catch(() => undefined);
  Object.assign(Object.getPrototypeOf(carrier), { handle });
}

/** What the SDK would look for elsewhere: nothing of whoever lets this run. */
const ENVIRONMENT = {
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'simulated',
  AWS_SECRET_ACCESS_KEY: 'simulated',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_RETRY_MODE: 'standard',
  AWS_DEFAULTS_MODE: 'legacy',
  AWS_USE_DUALSTACK_ENDPOINT: 'false',
  AWS_USE_FIPS_ENDPOINT: 'false',
  AWS_SDK_UA_APP_ID: 'simulator',
};

const refuse = async (): Promise<{ response: object }> => ({
  response: { statusCode: 400, headers: {}, body: new Uint8Array() },
});

async function handle(
  this: Carrier,
  request: SdkRequest,
  { abortSignal }: { abortSignal?: AbortSignal } = {},
): Promise<{ response: object }> {
  this.config ??= await this.configProvider;
  const options = network;
  if (!options) throw new Error('There is no network yet.');
  const answer = await carry(
    options,
    toAwsRequest(request),
    this.config.requestTimeout ?? 60_000,
    abortSignal,
  );
  const body = typeof answer.body === 'string' ? Buffer.from(answer.body) : (answer.body ?? Buffer.alloc(0));
  return {
    response: { statusCode: answer.status, headers: { ...answer.headers }, body: new Uint8Array(body) },
  };
}

function toAwsRequest({ method, hostname, path, query = {}, headers, body = '' }: SdkRequest): AwsRequest {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of [value].flat()) parameters.append(name, one ?? '');
  }
  const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
  return {
    method,
    host: hostname,
    path,
    query: parameters,
    headers: Object.fromEntries(lower),
    body:
      typeof body === 'string'
        ? Buffer.from(body)
        : Buffer.from(body.buffer, body.byteOffset, body.byteLength),
  };
}

/** How long a request takes one way, in milliseconds. */
const DISTANCES: Readonly<Record<string, readonly [number, number]>> = {
  dynamodb: [1, 6],
  sns: [15, 80],
  location: [10, 60],
  'geo-routes': [60, 400],
  'geo-places': [40, 200],
  webpush: [20, 150],
};
const NEAR = [2, 20] as const;

function carry(
  options: NetworkOptions,
  request: AwsRequest,
  timeout: number,
  abortSignal: AbortSignal | undefined,
): Promise<AwsResponse> {
  const { agenda, chance } = options;
  const emulator = emulatorFor(options.emulators, request);
  const invocation = invocationNow();
  const call = emulator.parse(request);
  const distance = DISTANCES[emulator.service] ?? NEAR;
  const fate = fateOf(options.trouble, emulator.service);
  if (fate) invocation?.hurt.push(`${fate} ${emulator.service}.${call.operation}`);
  if (invocation) invocation.waiting += 1;
  return new Promise((resolve, reject) => {
    let over = false;
    const end = (ended: string, settle: () => void) => {
      if (over) return;
      over = true;
      agenda.callOff(late);
      if (invocation) invocation.waiting -= 1;
      if (invocation?.dead) return;
      options.called(invocation, {
        service: emulator.service,
        operation: call.operation,
        input: call.input,
        ended,
      });
      settle();
    };
    const late = agenda.after(timeout, () => end('no answer', () => reject(noAnswer(timeout))));
    abortSignal?.addEventListener('abort', () => end('given up', () => reject(givenUp(abortSignal))));
    const answered = (answer: AwsResponse) => end(String(answer.status), () => resolve(answer));
    const die = () => invocation?.die({ errorType: 'Runtime.ExitError', errorMessage: 'The function died.' });
    if (fate === 'dies before') return die();
    const way = fate === 'slow' ? chance.between(500, timeout) : chance.between(...distance);
    agenda.after(way, async () => {
      if (fate === 'lost') return;
      const refusal = fate === 'refused' ? refused(emulator, chance, 'before') : undefined;
      const before = options.trouble.total();
      const answer = refusal ?? (await done(emulator, call, request));
      if (options.trouble.total() > before) invocation?.hurt.push(`something in ${emulator.service}`);
      agenda.after(chance.between(...distance), () => {
        if (fate === 'dies after') die();
        else if (fate === 'answer broken') answered(refused(emulator, chance, 'after'));
        else if (fate !== 'answer lost') answered(answer);
      });
    });
  });
}

type Fate = 'refused' | 'lost' | 'answer broken' | 'answer lost' | 'slow' | 'dies before' | 'dies after';

function fateOf(trouble: Trouble, service: string): Fate | undefined {
  if (trouble.hits('call-refused')) return 'refused';
  if (trouble.hits('call-lost')) return 'lost';
  if (trouble.hits('answer-lost'))
    return trouble.amount('answer-lost', 0, 1) < 0.5 && service !== 'webpush'
      ? 'answer broken'
      : 'answer lost';
  if (trouble.hits('call-slow')) return 'slow';
  if (!trouble.hits('function-dies')) return undefined;
  return trouble.amount('function-dies', 0, 1) < 0.5 ? 'dies before' : 'dies after';
}

const refused = (emulator: Emulator, chance: Chance, when: 'before' | 'after'): AwsResponse =>
  errorAnswer(
    { service: 'sns', kind: when === 'before' && chance.hits(0.5) ? 'throttle' : 'error', when },
    emulator,
  );

async function done(
  emulator: Emulator,
  call: ReturnType<Emulator['parse']>,
  request: AwsRequest,
): Promise<AwsResponse> {
  try {
    return await emulator.handle(call, request);
  } catch (error) {
    if (error instanceof AwsError) return emulator.refuse(error);
    throw error;
  }
}

function emulatorFor(emulators: readonly Emulator[], { headers }: AwsRequest): Emulator {
  const [, name = ''] =
    /Credential=[^/]+\/[^/]+\/[^/]+\/([^/]+)\//.exec(headers['authorization'] ?? '') ?? [];
  const found = emulators.find(({ signingNames }) => signingNames.includes(name));
  if (!found) throw new Error(`Nobody here is called ${name}.`);
  return found;
}

/** As the SDK's own carrier says it. */
const noAnswer = (timeout: number): Error =>
  Object.assign(new Error(`a request has exceeded the configured ${timeout} ms requestTimeout.`), {
    name: 'TimeoutError',
    code: 'ETIMEDOUT',
  });

const givenUp = ({ reason }: AbortSignal): Error =>
  Object.assign(new Error('Request aborted', { cause: reason }), { name: 'AbortError' });
