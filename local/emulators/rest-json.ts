import {
  AwsError,
  type AwsRequest,
  type AwsResponse,
  type Emulator,
  type InvalidField,
  InvalidInput,
} from './emulator.ts';
import type { Operation, Structure } from './operation.ts';

/** One operation of a REST-JSON service: `{Label}`s in the path become members of the input. */
export interface RestOperation extends Operation {
  readonly method: string;
  readonly path: string;
  /** The member that is billed by its length. */
  readonly billed?: string;
  readonly headers?: (input: Structure) => Record<string, string>;
}

export interface RestService {
  readonly service: Emulator['service'];
  readonly signingNames: readonly string[];
  readonly operations: Readonly<Record<string, RestOperation>>;
  readonly refuse?: (error: AwsError) => AwsResponse;
}

/** A service that speaks REST-JSON: labels, query and body are merged into one input. */
export function createRestEmulator({
  service,
  signingNames,
  operations,
  refuse = refuseRest,
}: RestService): Emulator {
  return {
    service,
    signingNames,
    operations: Object.keys(operations),
    parse(request) {
      const { name, labels } = findOperation(operations, request);
      const input = { ...parseBody(request.body), ...Object.fromEntries(request.query), ...labels };
      const billed = input[operations[name]?.billed ?? ''];
      return { operation: name, input, ...(Array.isArray(billed) ? { items: billed.length } : {}) };
    },
    handle({ operation, input }) {
      const found = operations[operation];
      if (!found) throw unknownOperation(operation);
      return jsonReply(found.run(input), found.headers?.(input));
    },
    refuse,
  };
}

function findOperation(operations: RestService['operations'], { method, path }: AwsRequest) {
  for (const [name, one] of Object.entries(operations)) {
    const labels = one.method === method ? matchPath(one.path, path) : undefined;
    if (labels) return { name, labels };
  }
  throw unknownOperation(`${method} ${path}`);
}

const unknownOperation = (name: string) => new AwsError(404, 'UnknownOperationException', name);

/** A REST-JSON answer. */
export function jsonReply(value: unknown, headers: Record<string, string> = {}): AwsResponse {
  return {
    status: 200,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(value),
  };
}

/** A refusal of most REST-JSON services. */
export const refuseRest = (error: AwsError): AwsResponse => refuseWith(error, { Message: error.message });

/** A refusal of Amazon Location and its Routes and Places, which name the fields they do not like. */
export function refuseGeo(error: AwsError): AwsResponse {
  const { message } = error;
  if (error.code !== 'ValidationException') return refuseWith(error, { message });
  const fields = error instanceof InvalidInput ? error.fields : [];
  return refuseWith(error, {
    message,
    reason: reasonOf(fields),
    fieldList: fields.map(({ name, message }) => ({ name, message })),
  });
}

/** One word for them all: `Missing` and `UnknownField` where nothing else is wrong. */
function reasonOf(fields: readonly InvalidField[]): string {
  const [first, ...rest] = fields;
  if (!first) return 'Other';
  return rest.every(({ reason }) => reason === first.reason) ? first.reason : 'FieldValidationFailed';
}

const refuseWith = ({ status, code }: AwsError, body: object): AwsResponse => ({
  status,
  headers: { 'content-type': 'application/json', 'x-amzn-errortype': code },
  body: JSON.stringify(body),
});

function matchPath(template: string, path: string): Record<string, string> | undefined {
  const wanted = template.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const labels: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    if (part.startsWith('{')) labels[part.slice(1, -1)] = decodeURIComponent(value);
    else if (part !== value) return undefined;
  }
  return labels;
}

function parseBody(body: Buffer): Record<string, unknown> {
  if (body.length === 0) return {};
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) return { ...value };
  } catch {
    // Falls through to the refusal.
  }
  throw new AwsError(400, 'SerializationException', 'The body is not a JSON object.');
}
