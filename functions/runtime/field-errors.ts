import type * as z from 'zod/mini';
import type { FieldError } from '../../shared/kernel/problem.ts';

type Issue = z.core.$ZodIssue;

/** What is wrong with a request, as a person would say it: one thing a field, the first that was found. */
export function fieldErrors(issues: readonly Issue[], value: unknown): FieldError[] {
  const found = new Map<string, string>();
  for (const issue of issues) {
    for (const [path, detail] of explain(issue, value)) {
      const pointer = pointerTo(path);
      if (!found.has(pointer)) found.set(pointer, detail);
    }
  }
  return [...found].map(([pointer, detail]) => ({ pointer, detail }));
}

type Path = readonly PropertyKey[];

function explain(issue: Issue, value: unknown): [Path, string][] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => [[...issue.path, key], 'is not a field that is known here']);
  }
  return [[issue.path, inWords(issue, value)]];
}

/** What zod says when no schema of ours said it better, and it has not loaded its dictionary. */
const WORDLESS = 'Invalid input';

function inWords(issue: Issue, value: unknown): string {
  if (issue.message !== WORDLESS) return issue.message;
  if (isMissing(issue, value)) return 'is required';
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${TYPES[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `must be ${oneOf(issue.values.map(String))}`;
    case 'too_small':
      return tooSmall(issue);
    case 'too_big':
      return `must ${limit(issue.origin, `at most ${issue.maximum}`, issue.maximum)}`;
    default:
      return 'is not valid';
  }
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};

const oneOf = (values: readonly string[]): string =>
  values.length === 1 ? `${values[0]}` : `one of ${values.join(', ')}`;

function tooSmall({ origin, minimum }: Issue & { code: 'too_small' }): string {
  if (origin === 'string' && minimum === 1) return 'must not be empty';
  return `must ${limit(origin, `at least ${minimum}`, minimum)}`;
}

function limit(origin: string, bound: string, count: number | bigint): string {
  const plural = Number(count) === 1 ? '' : 's';
  if (origin === 'string') return `have ${bound} character${plural}`;
  if (origin === 'array') return `have ${bound} ${Number(count) === 1 ? 'entry' : 'entries'}`;
  return `be ${bound}`;
}

/** True where nothing was sent at all. */
function isMissing({ path, code }: Issue, value: unknown): boolean {
  if (code !== 'invalid_type' && code !== 'invalid_value') return false;
  let here: unknown = value;
  for (const part of path) here = (here as Record<PropertyKey, unknown> | null | undefined)?.[part];
  return here === undefined;
}

/** An RFC 6901 JSON pointer. */
const pointerTo = (path: Path): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
