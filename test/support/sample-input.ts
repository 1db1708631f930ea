import type { Member, Shape } from './service-model.ts';

/** A way into an input: member names, 0 for a list's first member, a key for a map's. */
export type Path = readonly (string | number)[];

/** What a member shall be where its type alone does not say, by its name. */
export type Words = (name: string) => unknown;

const PLAIN: Partial<Record<Shape['kind'], unknown>> = {
  text: 'x',
  number: 1,
  boolean: true,
  time: new Date('2026-11-20T17:00:00Z'),
  bytes: Buffer.from('{}'),
};

/** The least a shape can be: its required members and no others. */
export function least(shape: Shape, words: Words): unknown {
  if (shape.kind === 'structure') {
    const required = shape.members().filter((member) => member.required);
    return Object.fromEntries(required.map((member) => [member.name, leastOf(member, words)]));
  }
  if (shape.of) return shape.kind === 'list' ? [least(shape.of, words)] : { key: least(shape.of, words) };
  return shape.oneOf?.[0] ?? PLAIN[shape.kind];
}

const leastOf = ({ name, shape }: Member, words: Words): unknown => words(name) ?? least(shape, words);

/** An input with the leaf at the end of the path, and around it no more than there must be. */
export function withLeaf(shape: Shape, path: Path, leaf: unknown, words: Words, around?: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return leaf;
  if (shape.of) {
    const inner = withLeaf(shape.of, rest, leaf, words);
    return shape.kind === 'list' ? [inner] : { [step]: inner };
  }
  const member = shape.members().find(({ name }) => name === step);
  if (!member) throw new Error(`There is no member ${step}.`);
  const base = (around ?? least(shape, words)) as Record<string, unknown>;
  const below = base[step] ?? words(member.name);
  return {
    ...base,
    [step]: withLeaf(member.shape, rest, leaf, words, isStructure(below) ? below : undefined),
  };
}

const isStructure = (value: unknown) =>
  value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype;

/** Every member below a shape, with the way to it. */
export function* membersBelow(shape: Shape, path: Path = []): Generator<{ path: Path; member: Member }> {
  if (shape.of) yield* membersBelow(shape.of, [...path, shape.kind === 'list' ? 0 : 'key']);
  for (const member of shape.members()) {
    const to = [...path, member.name];
    yield { path: to, member };
    yield* membersBelow(member.shape, to);
  }
}

/** Members as JSON calls them, or as the SDK does. */
export type Naming = 'name' | 'wireName';

/** What is wrong with a value: members that must be there, that nobody knows, values that are none. */
export function complaints(shape: Shape, value: unknown, by: Naming, path: Path = []): string[] {
  const at = path.join('.') || 'the whole';
  const below = (of: Shape | undefined, inner: unknown, step: string | number) =>
    of ? complaints(of, inner, by, [...path, step]) : [];
  if (value === null || value === undefined) return [`${at} is nothing`];
  if (shape.kind === 'list' && !Array.isArray(value)) return [`${at} is no list`];
  if (shape.of) return Object.entries(value).flatMap(([key, one]) => below(shape.of, one, key));
  if (shape.kind === 'structure') {
    const members = shape.members().filter((member) => member.in === 'body');
    const known = new Set(members.map((member) => member[by]));
    const strangers = Object.keys(value).filter((name) => !known.has(name));
    const missing = members.filter((member) => member.required && !(member[by] in Object(value)));
    return [
      ...strangers.map((name) => `${at} has ${name}, which is unknown`),
      ...missing.map((member) => `${at} lacks ${member[by]}`),
      ...members
        .filter((member) => member[by] in Object(value))
        .flatMap((member) => below(member.shape, Reflect.get(Object(value), member[by]), member[by])),
    ];
  }
  if (shape.oneOf && !shape.oneOf.includes(String(value))) return [`${at} is ${value}`];
  const type = { text: 'string', number: 'number', boolean: 'boolean' }[shape.kind as string];
  return type && typeof value !== type ? [`${at} is no ${type}`] : [];
}
