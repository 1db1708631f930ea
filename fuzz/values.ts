import { createGeneratorSync } from 'json-schema-faker';
import type { Chance } from './chance.ts';
import type { Checked, Schema } from './document.ts';

/** What stands for a member whose schema alone does not say what would be meant by it; undefined where nothing does. */
export type Hint = (name: string) => unknown;

/**
 * A value that the document allows, mostly with what its members are meant to be.
 * @throws Error when the generator makes only such as the schema does not allow
 */
export function goodValue({ schema, fits }: Checked, chance: Chance, hint: Hint): unknown {
  const optionalsProbability = chance.of([0, 0.3, 0.7, 1]);
  const value = generated({ schema, fits }, chance, optionalsProbability);
  if (chance.is(0.2)) return value;
  const meant = withHints(value, hint);
  return fits(meant) ? meant : value;
}

function generated({ schema, fits }: Checked, chance: Chance, optionalsProbability: number): unknown {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const generator = createGeneratorSync({ seed: chance.below(2 ** 31), optionalsProbability });
    const value = generator.generate(schema as never);
    if (fits(value)) return value;
  }
  throw new Error(`No value was found that fits ${JSON.stringify(schema).slice(0, 200)}`);
}

function withHints(value: unknown, hint: Hint, name = ''): unknown {
  if (Array.isArray(value)) return value.map((one) => withHints(one, hint, name));
  if (isObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withHints(one, hint, key)]));
  }
  return typeof value === 'string' ? (hint(name) ?? value) : value;
}

/** A change of one place in a value, and in what words. */
interface Wrong {
  readonly value: unknown;
  readonly what: string;
}

const TRIES = 20;

/** The value with one thing in it that the document forbids; undefined when nothing was found that it forbids. */
export function wrongValue({ schema, fits }: Checked, value: unknown, chance: Chance): Wrong | undefined {
  const places = placesIn(schema, value, schema);
  for (let tries = 0; tries < TRIES; tries += 1) {
    const place = chance.any(places);
    if (!place) return undefined;
    const { what, with: put } = chance.of(wrongsAt(place));
    const changed = replaced(value, place.way, put);
    if (!fits(changed)) return { value: changed, what: `/${place.way.join('/')} ${what}` };
  }
  return undefined;
}

type Way = readonly (string | number)[];

interface Place {
  readonly way: Way;
  readonly schema: Schema;
  readonly value: unknown;
  /** Whether it must be there. */
  readonly required: boolean;
}

/** Every place in a value that the schema says something of. */
function placesIn(schema: Schema, value: unknown, root: Schema, way: Way = [], required = false): Place[] {
  const plain = resolved(schema, value, root);
  const here = { way, schema: plain, value, required };
  if (Array.isArray(value)) {
    const items = (plain['items'] ?? {}) as Schema;
    return [here, ...value.flatMap((one, at) => placesIn(items, one, root, [...way, at]))];
  }
  if (!isObject(value)) return [here];
  const properties = (plain['properties'] ?? {}) as Record<string, Schema>;
  const needed = (plain['required'] ?? []) as string[];
  return [
    here,
    ...Object.entries(value).flatMap(([name, one]) =>
      placesIn(properties[name] ?? {}, one, root, [...way, name], needed.includes(name)),
    ),
  ];
}

/** The schema itself, where it only points to one or offers several: that which speaks of such a value. */
function resolved(schema: Schema, value: unknown, root: Schema): Schema {
  const name = typeof schema['$ref'] === 'string' ? schema['$ref'].split('/').at(-1) : undefined;
  if (name !== undefined) return resolved((root['$defs'] as Record<string, Schema>)[name] ?? {}, value, root);
  const several = (schema['anyOf'] ?? schema['oneOf']) as Schema[] | undefined;
  if (!several) return schema;
  const kinds = several.map((one) => resolved(one, value, root));
  return kinds.find((one) => [one['type']].flat().includes(typeOf(value))) ?? kinds[0] ?? {};
}

const GONE = Symbol('gone');
interface Put {
  readonly what: string;
  readonly with: unknown;
}

/** What could be wrong at a place; some of it may be allowed there after all. */
function wrongsAt({ schema, value, required }: Place): [Put, ...Put[]] {
  const number = (name: string) => (typeof schema[name] === 'number' ? schema[name] : undefined);
  const [longest, most] = [number('maxLength'), number('maxItems')];
  const [lowest, highest] = [number('minimum'), number('maximum')];
  return [
    { what: 'is of another type', with: otherType(value) },
    { what: 'is null', with: null },
    ...(required ? [{ what: 'is missing', with: GONE }] : []),
    ...(typeof value === 'string'
      ? TEXTS.map((text) => ({ what: `is ${JSON.stringify(text)}`, with: text }))
      : []),
    ...(longest === undefined ? [] : [{ what: 'is too long', with: 'x'.repeat(longest + 1) }]),
    ...(most === undefined || !Array.isArray(value)
      ? []
      : [{ what: 'has too many', with: Array(most + 1).fill(value[0] ?? 'x') }]),
    ...(Array.isArray(value) ? [{ what: 'has none', with: [] }] : []),
    ...(lowest === undefined ? [] : [{ what: 'is too small', with: lowest - 1 }]),
    ...(highest === undefined ? [] : [{ what: 'is too large', with: highest + 1 }]),
    ...(schema['type'] === 'integer' ? [{ what: 'is a fraction', with: 5.5 }] : []),
    ...(schema['additionalProperties'] === false && isObject(value)
      ? [{ what: 'has what nobody knows', with: { ...value, unheardOf: 1 } }]
      : []),
  ];
}

/** Neither an enum's word, nor an instant, nor a number or an address. */
const TEXTS = [
  '',
  'nonsense',
  '2026-02-30T25:00:00Z',
  '2026-11-20T09:00:00',
  '-1',
  'x@',
  'http://',
  '\u0000',
];

const otherType = (value: unknown): unknown => (typeof value === 'string' ? 5 : 'nonsense');

function replaced(value: unknown, [step, ...rest]: Way, put: unknown): unknown {
  if (step === undefined) return put === GONE ? undefined : put;
  if (Array.isArray(value)) return value.map((one, at) => (at === step ? replaced(one, rest, put) : one));
  const { [step]: inner, ...others } = value as Record<string, unknown>;
  if (rest.length === 0 && put === GONE) return others;
  return { ...others, [step]: replaced(inner, rest, put) };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
