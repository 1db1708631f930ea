import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type AwsCall,
  AwsError,
  type AwsRequest,
  type AwsResponse,
  type Emulator,
} from '../emulators/emulator.ts';
import { CALL_FAULTS, type Fault, type Faults } from '../faults/faults.ts';
import { errorAnswer } from '../faults/refusals.ts';
import type { Guard } from '../iam/guard.ts';
import type { Usage } from '../usage/usage.ts';
import { readBody } from './read-body.ts';

/** All AWS services under one address, chosen by the name a request is signed for. */
export interface AwsEndpoint {
  readonly url: string;
  /** Answers a request that came by another address of the stack, below `prefix`. */
  answer(incoming: IncomingMessage, outgoing: ServerResponse, prefix: string): Promise<void>;
  stop(): Promise<void>;
}

export interface AwsEndpointOptions {
  readonly emulators: readonly Emulator[];
  /** Epoch milliseconds by the stack's clock. */
  readonly now: () => number;
  readonly usage: Usage;
  readonly faults: Faults;
  /** Asked first: what IAM refuses meets no fault and is not counted. */
  readonly guard: Guard;
  /** Ends the worker that signs with this key. */
  readonly crash: (accessKeyId: string) => void;
  /** Told after every call to the scheduler: a timer may have been set. */
  readonly timersChanged: () => void;
}

/** DynamoDB counts its own calls, with their units. */
const COUNTS_ITSELF = 'dynamodb';
const MAX_BODY = 20 * 1024 * 1024;
const SCOPE = /Credential=([^/]+)\/[^/]+\/[^/]+\/([^/]+)\//;

interface Signature {
  readonly accessKeyId: string;
  readonly service: string;
}

/** What a request comes to: an answer, silence for ever, or a caller that died. */
type Ending = AwsResponse | 'silence' | 'crash';

export async function startAwsEndpoint(options: AwsEndpointOptions): Promise<AwsEndpoint> {
  const bySigningName = new Map(
    options.emulators.flatMap((emulator) => emulator.signingNames.map((name) => [name, emulator] as const)),
  );
  const server = createServer((incoming, outgoing) => {
    void answer(incoming, outgoing).catch(() => incoming.socket.destroy());
  });
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse, prefix = ''): Promise<void> {
    const request = toAwsRequest(incoming, await readBody(incoming, MAX_BODY), prefix);
    const signature = readSignature(request);
    const emulator = bySigningName.get(signature.service);
    const send = (response: AwsResponse) => sendAt(outgoing, response, options.now());
    if (!emulator) return send({ status: 404, body: `No service signs as ${signature.service}.` });
    const ending = await serve(options, emulator, request, signature);
    if (emulator.service === 'scheduler') options.timersChanged();
    if (ending === 'silence') return;
    if (ending === 'crash') return options.crash(signature.accessKeyId);
    send(ending);
  }

  return {
    answer,
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function serve(
  { usage, faults, guard }: AwsEndpointOptions,
  emulator: Emulator,
  request: AwsRequest,
  { accessKeyId }: Signature,
): Promise<Ending> {
  try {
    const call = emulator.parse(request);
    guard.admit(accessKeyId, emulator.service, call);
    const fault = faults.meet(emulator.service, call.operation, CALL_FAULTS);
    if (fault?.when === 'before') return suffer(fault, emulator);
    const response = await emulator.handle(call, request);
    count(usage, emulator, call);
    return fault ? suffer(fault, emulator) : response;
  } catch (error) {
    const refusal = error instanceof AwsError ? error : new AwsError(500, 'InternalFailure', String(error));
    return emulator.refuse(refusal);
  }
}

function suffer(fault: Fault, emulator: Emulator): Ending {
  if (fault.kind === 'timeout') return 'silence';
  if (fault.kind === 'crash') return 'crash';
  return errorAnswer(fault, emulator);
}

function count(usage: Usage, { service }: Emulator, { operation, items }: AwsCall): void {
  if (service === COUNTS_ITSELF) return;
  usage.count(service, operation, items === undefined ? {} : { items });
}

/** Dated by the stack's clock: an SDK that sees another date than its own takes every refusal for clock skew. */
function sendAt(outgoing: ServerResponse, { status, headers, body = '' }: AwsResponse, now: number): void {
  outgoing.writeHead(status, {
    date: new Date(now).toUTCString(),
    'x-amzn-requestid': randomUUID(),
    'content-length': Buffer.byteLength(body),
    ...headers,
  });
  outgoing.end(body);
}

function readSignature({ headers }: AwsRequest): Signature {
  const [, accessKeyId = '', service = ''] = SCOPE.exec(headers['authorization'] ?? '') ?? [];
  return { accessKeyId, service };
}

function toAwsRequest(incoming: IncomingMessage, body: Buffer, prefix: string): AwsRequest {
  const url = new URL(incoming.url?.slice(prefix.length) ?? '/', 'http://localhost');
  return {
    method: incoming.method ?? 'GET',
    host: incoming.headers.host ?? '',
    path: url.pathname,
    query: url.searchParams,
    headers: incoming.headers as Record<string, string>,
    body,
  };
}
