import type { AwsCall, AwsError, AwsRequest, AwsResponse } from './emulator.ts';
import { AwsError as Refusal } from './emulator.ts';

/** One operation of a REST-JSON service: `{Label}`s in the path become members of the input. */
export interface RestOperation {
  readonly method: string;
  readonly path: string;
  readonly operation: string;
}

/**
 * Reads a request of a REST-JSON service: labels, query and body merged into one input.
 * @throws AwsError 404 for a path the service does not have, 400 for a body that is not a JSON object.
 */
export function readRestCall(operations: readonly RestOperation[], request: AwsRequest): AwsCall {
  for (const { method, path, operation } of operations) {
    const labels = method === request.method ? matchPath(path, request.path) : undefined;
    if (!labels) continue;
    return {
      operation,
      input: { ...parseBody(request.body), ...Object.fromEntries(request.query), ...labels },
    };
  }
  throw new Refusal(404, 'UnknownOperationException', `${request.method} ${request.path}`);
}

/** A REST-JSON answer. */
export function jsonReply(value: unknown, headers: Record<string, string> = {}): AwsResponse {
  return {
    status: 200,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(value),
  };
}

/** A REST-JSON refusal. Services differ in the case of `message`; clients read whichever their model names. */
export function refuseRest(error: AwsError): AwsResponse {
  return {
    status: error.status,
    headers: { 'content-type': 'application/json', 'x-amzn-errortype': error.code },
    body: JSON.stringify({ message: error.message, Message: error.message }),
  };
}

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
  throw new Refusal(400, 'SerializationException', 'The body is not a JSON object.');
}
