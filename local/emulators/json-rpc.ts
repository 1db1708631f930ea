import { AwsError, type AwsRequest, type AwsResponse, type Emulator } from './emulator.ts';
import type { Operation } from './operation.ts';

export interface JsonService {
  readonly service: Emulator['service'];
  readonly signingNames: readonly string[];
  readonly operations: Readonly<Record<string, Operation>>;
  /** The member that operations are billed by the length of. */
  readonly billed?: string;
}

/** A service that speaks JSON 1.1: every call is a POST whose `x-amz-target` names the operation. */
export function createJsonEmulator({ service, signingNames, operations, billed }: JsonService): Emulator {
  return {
    service,
    signingNames,
    operations: Object.keys(operations),
    parse(request) {
      const input = parseBody(request);
      const list = input[billed ?? ''];
      const items = Array.isArray(list) ? { items: list.length } : {};
      return { operation: request.headers['x-amz-target']?.split('.')[1] ?? '', input, ...items };
    },
    handle({ operation, input }) {
      const found = operations[operation];
      if (!found) throw new AwsError(400, 'UnknownOperationException', operation);
      return reply(200, found.run(input));
    },
    refuse: ({ status, code, message }) => reply(status, { __type: code, message }),
  };
}

const reply = (status: number, value: unknown): AwsResponse => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.1' },
  body: JSON.stringify(value),
});

function parseBody({ body }: AwsRequest): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) return { ...value };
  } catch {
    // Falls through to the refusal.
  }
  throw new AwsError(400, 'SerializationException', 'The body is not a JSON object.');
}
