import * as z from 'zod/mini';
import { type FieldError, Problem } from '../../shared/kernel/problem.ts';
import { parseJson } from './body.ts';

export { bodyText } from './body.ts';

/** @throws Problem 400 when the text is not JSON, 400 or 422 when it does not fit the schema */
export function parseBody<T>(schema: z.ZodMiniType<T>, text: string): T {
  return parseValue(schema, parseJson(text));
}

/** @throws Problem 400 for a wrong shape, 422 for a right shape with an impossible value */
export function parseValue<T>(schema: z.ZodMiniType<T>, value: unknown): T {
  const result = z.safeParse(schema, value);
  if (result.success) return result.data;
  const errors = result.error.issues.flatMap(fieldErrors);
  if (result.error.issues.some((issue) => isShape(issue))) {
    throw new Problem(400, 'invalid', 'Invalid request', 'Some fields are missing or of the wrong type.', {
      errors,
    });
  }
  throw new Problem(422, 'impossible', 'Impossible values', 'Some values cannot be.', { errors });
}

/** Missing, of the wrong type, not one of the known values, or text where an instant or a day should be. */
const isShape = (issue: z.core.$ZodIssue): boolean =>
  issue.code === 'invalid_type' ||
  issue.code === 'invalid_value' ||
  issue.code === 'unrecognized_keys' ||
  issue.code === 'invalid_union' ||
  (issue.code === 'invalid_format' && (issue.format === 'datetime' || issue.format === 'date'));

const fieldErrors = (issue: z.core.$ZodIssue): FieldError[] =>
  issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => ({ pointer: pointer([...issue.path, key]), detail: 'There is no such field.' }))
    : [{ pointer: pointer(issue.path), detail: inWords(issue) }];

/** What zod says when no schema of ours said it better, and it has not loaded its dictionary. */
const WORDLESS = 'Invalid input';

function inWords(issue: z.core.$ZodIssue): string {
  if (issue.message !== WORDLESS) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return `Needed: ${issue.expected}.`;
    case 'invalid_value':
      return `One of: ${issue.values.join(', ')}.`;
    case 'too_small':
      return `At least ${issue.minimum}${unitOf(issue.origin)}.`;
    case 'too_big':
      return `At most ${issue.maximum}${unitOf(issue.origin)}.`;
    case 'invalid_format':
      return `This is no ${issue.format}.`;
    default:
      return 'This cannot be.';
  }
}

const unitOf = (origin: string): string =>
  origin === 'string' ? ' characters' : origin === 'array' ? ' entries' : '';

const pointer = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
