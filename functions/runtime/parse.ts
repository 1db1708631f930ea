import * as z from 'zod/mini';
import { Problem } from '../../shared/kernel/problem.ts';
import { parseJson } from './body.ts';
import { fieldErrors } from './field-errors.ts';

export { bodyText } from './body.ts';

/** @throws Problem 400 when the text is not JSON, 400 or 422 when it does not fit the schema */
export function parseBody<T>(schema: z.ZodMiniType<T>, text: string): T {
  return parseValue(schema, parseJson(text));
}

/** @throws Problem 400 for a wrong shape, 422 for a right shape with an impossible value */
export function parseValue<T>(schema: z.ZodMiniType<T>, value: unknown): T {
  const result = z.safeParse(schema, value);
  if (result.success) return result.data;
  const { issues } = result.error;
  const errors = fieldErrors(issues, value);
  if (issues.some((issue) => isShape(issue))) {
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
