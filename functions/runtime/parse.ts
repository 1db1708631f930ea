import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod/mini';
import { type FieldError, Problem } from '../../shared/kernel/problem.ts';

/** Far above any honest request; a batch of 100 fixes is some 15 KB. */
const MAX_BODY_BYTES = 256 * 1024;

/**
 * The body as text.
 * @throws Problem 413 when too large, 415 when it is not declared as JSON
 */
export function bodyText(event: APIGatewayProxyEventV2): string {
  const text = event.isBase64Encoded
    ? Buffer.from(event.body ?? '', 'base64').toString('utf8')
    : (event.body ?? '');
  if (Buffer.byteLength(text) > MAX_BODY_BYTES) {
    throw new Problem(413, 'too-large', 'Too large', `A body may have ${MAX_BODY_BYTES} bytes at most.`);
  }
  const type = (event.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (text !== '' && type !== 'application/json') {
    throw new Problem(415, 'not-json', 'Wrong content type', 'Send application/json.');
  }
  return text;
}

/** @throws Problem 400 when the text is not JSON, 400 or 422 when it does not fit the schema */
export function parseBody<T>(schema: z.ZodMiniType<T>, text: string): T {
  return parseValue(schema, parseJson(text));
}

function parseJson(text: string): unknown {
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch {
    throw new Problem(400, 'malformed', 'Not JSON', 'The body is not valid JSON.');
  }
}

/** @throws Problem 400 for a wrong shape, 422 for a right shape with an impossible value */
export function parseValue<T>(schema: z.ZodMiniType<T>, value: unknown): T {
  const result = z.safeParse(schema, value);
  if (result.success) return result.data;
  const errors: FieldError[] = result.error.issues.map((issue) => ({
    pointer: pointer(issue.path),
    detail: issue.message,
  }));
  if (result.error.issues.some((issue) => isShape(issue))) {
    throw new Problem(400, 'invalid', 'Invalid request', 'Some fields are missing or of the wrong type.', {
      errors,
    });
  }
  throw new Problem(422, 'impossible', 'Impossible values', 'Some values cannot be.', { errors });
}

/** Missing, of the wrong type, not one of the known values, or text where an instant should be. */
const isShape = (issue: z.core.$ZodIssue): boolean =>
  issue.code === 'invalid_type' ||
  issue.code === 'invalid_value' ||
  issue.code === 'invalid_union' ||
  (issue.code === 'invalid_format' && issue.format === 'datetime');

const pointer = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
