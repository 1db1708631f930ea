import * as z from 'zod/mini';
import en from 'zod/v4/locales/en.js';
import { type InvalidField, InvalidInput } from './emulator.ts';

/** A loosely typed structure of a request. */
export type Structure = Readonly<Record<string, unknown>>;

/** One operation of a service: reads its input, and does what that asks. */
export interface Operation<Answer = unknown> {
  /** @throws InvalidInput */
  run(input: Structure): Answer;
}

const { localeError } = en();

/**
 * @param shape what the operation takes. Members of the service's model that are not in it are not emulated, and
 * refused rather than ignored: a strict object.
 */
export const operation = <Shape extends z.ZodMiniType, Answer>(
  shape: Shape,
  answer: (input: z.output<Shape>) => Answer,
): Operation<Answer> => ({ run: (input) => answer(readInput(shape, input)) });

function readInput<Shape extends z.ZodMiniType>(shape: Shape, input: Structure): z.output<Shape> {
  const read = shape.safeParse(input, { error: localeError });
  if (read.success) return read.data;
  const [first, ...rest] = read.error.issues.flatMap((issue) => fieldsOf(issue, input));
  throw new InvalidInput([first ?? { name: '', reason: 'FieldValidationFailed', message: '' }, ...rest]);
}

function fieldsOf({ path, message, ...issue }: z.core.$ZodIssue, input: Structure): InvalidField[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      name: [...path, key].join('.'),
      reason: 'UnknownField',
      message: 'Member is not known, or not emulated',
    }));
  const missing = valueAt(input, path) === undefined;
  return [
    {
      name: path.join('.'),
      reason: missing ? 'Missing' : 'FieldValidationFailed',
      message: missing ? 'Member must not be null' : message,
    },
  ];
}

const valueAt = (input: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce((value, key) => (value instanceof Object ? Reflect.get(value, key) : undefined), input);

/** A text of the pattern, which says where it begins and ends. */
export const text = (pattern: RegExp) => z.string().check(z.regex(pattern));

/** A text of so many characters. */
export const textOf = (min: number, max: number) => z.string().check(z.minLength(min), z.maxLength(max));

/** A list of so many members. */
export const listOf = <Member extends z.ZodMiniType>(member: Member, min: number, max: number) =>
  z.array(member).check(z.minLength(min), z.maxLength(max));

/** A whole number in a range, ends included. */
export const whole = (min: number, max: number) => z.int().check(z.gte(min), z.lte(max));

/** A number in a range, ends included. */
const within = (min: number, max: number) => z.number().check(z.gte(min), z.lte(max));

/** A position as the services write it: [longitude, latitude] in degrees. */
export const POSITION = z.tuple([within(-180, 180), within(-90, 90)]);

/** A map of texts with so many entries, and their lengths. */
export const properties = (most: number, longest: number) =>
  z
    .record(textOf(1, 20), textOf(1, longest))
    .check(z.refine((map) => Object.keys(map).length <= most, `Too big: at most ${most} entries`));
