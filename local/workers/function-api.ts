import { AwsError, type AwsResponse, type Emulator } from '../emulators/emulator.ts';
import { jsonReply, refuseRest } from '../emulators/rest-json.ts';
import type { DeployedFunction } from '../template/deployment.ts';
import type { AsyncInvocations } from './async-invocations.ts';
import type { FunctionPool } from './function-pool.ts';

export interface FunctionApiOptions {
  readonly functions: readonly DeployedFunction[];
  readonly pool: Pick<FunctionPool, 'invoke'>;
  readonly invocations: Pick<AsyncInvocations, 'enqueue'>;
}

const INVOKE = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/;

/** Lambda, as far as invoking goes: how an operator calls a function by hand. */
export function createFunctionApi({ functions, pool, invocations }: FunctionApiOptions): Emulator {
  const find = (nameOrArn: unknown): DeployedFunction => {
    const found = functions.find(({ name, arn }) => name === nameOrArn || arn === nameOrArn);
    if (found) return found;
    throw new AwsError(404, 'ResourceNotFoundException', `Function not found: ${nameOrArn}`);
  };
  return {
    service: 'lambda',
    signingNames: ['lambda'],
    operations: ['Invoke'],
    // The body is the function's own business, so it is not among the call's input.
    parse({ method, path }) {
      const [, name] = INVOKE.exec(path) ?? [];
      if (method !== 'POST' || !name)
        throw new AwsError(404, 'UnknownOperationException', `${method} ${path}`);
      return { operation: 'Invoke', input: { FunctionName: decodeURIComponent(name) } };
    },
    async handle({ input }, { headers, body }) {
      const { arn } = find(input['FunctionName']);
      const payload = parsePayload(body);
      switch (headers['x-amz-invocation-type'] ?? 'RequestResponse') {
        case 'RequestResponse':
          return answerOf(await pool.invoke(arn, payload));
        case 'Event':
          invocations.enqueue({ functionArn: arn, payload: JSON.stringify(payload) });
          return { status: 202 };
        case 'DryRun':
          return { status: 204 };
        default:
          throw new AwsError(400, 'InvalidParameterValueException', 'There is no such invocation type.');
      }
    },
    refuse: refuseRest,
  };
}

function answerOf(outcome: Awaited<ReturnType<FunctionPool['invoke']>>): AwsResponse {
  const version = { 'x-amz-executed-version': '$LATEST' };
  if (outcome.ok) return { ...jsonReply(null, version), body: outcome.payload };
  return jsonReply(outcome.error, { ...version, 'x-amz-function-error': 'Unhandled' });
}

function parsePayload(body: Buffer): unknown {
  try {
    return body.length === 0 ? {} : JSON.parse(body.toString('utf8'));
  } catch {
    throw new AwsError(400, 'InvalidRequestContentException', 'Could not parse request body into json');
  }
}
