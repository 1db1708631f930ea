import { compare, type Item, isEqual, kindOf, type Value } from './values.ts';

/** What an expression names by `#name` and `:value`. */
export interface Names {
  readonly names?: Readonly<Record<string, string>> | undefined;
  readonly values?: Readonly<Record<string, Value>> | undefined;
}

/** An expression that DynamoDB would not take. */
export class InvalidExpression extends Error {}

type Path = readonly (string | number)[];
type Operand = (item: Item) => Value | undefined;
type Condition = (item: Item) => boolean;
/** What becomes of an item; `was` is what it was before all of it. */
type Change = (item: Record<string, Value>, was: Item) => void;

const TOKEN = /\s*(<>|<=|>=|[=<>()[\],.+-]|[#:]?\w+)/y;

/** Reads expressions; each reading is kept, for there are few and they come again and again. */
class Reader {
  readonly #tokens: string[];
  readonly #given: Names;
  #at = 0;
  constructor(text: string, given: Names) {
    this.#tokens = tokensOf(text);
    this.#given = given;
  }

  condition(): Condition {
    const read = this.#or();
    this.#end();
    return read;
  }

  paths(): Path[] {
    const paths = [this.#path()];
    while (this.#takes(',')) paths.push(this.#path());
    this.#end();
    return paths;
  }

  update(): Change {
    const changes: Change[] = [];
    while (this.#at < this.#tokens.length) changes.push(...this.#section());
    return (item, was) => {
      for (const change of changes) change(item, was);
    };
  }

  #section(): Change[] {
    const section = this.#next().toUpperCase();
    const one: Readonly<Record<string, () => Change>> = {
      SET: () => this.#set(),
      REMOVE: () => this.#remove(),
      ADD: () => this.#add(),
      DELETE: () => this.#deleteFrom(),
    };
    const read = one[section] ?? this.#wrong(section);
    const changes = [read()];
    while (this.#takes(',')) changes.push(read());
    return changes;
  }

  #set(): Change {
    const path = this.#path();
    this.#expect('=');
    const value = this.#sum();
    return (item, was) => {
      const set = value(was);
      if (!set) throw new InvalidExpression('An operand in the update expression has no value.');
      put(item, path, set);
    };
  }

  #remove(): Change {
    const path = this.#path();
    return (item) => take(item, path);
  }

  #add(): Change {
    const path = this.#path();
    const value = this.#operand();
    return (item, was) => {
      const [before, added] = [find(was, path), value(was)];
      if (!added) return;
      if (!before) return put(item, path, added);
      if ('N' in added) return put(item, path, { N: String(Number(before['N']) + Number(added['N'])) });
      const kind = kindOf(added);
      put(item, path, {
        [kind]: [...new Set([...(before[kind] as string[]), ...(added[kind] as string[])])],
      });
    };
  }

  #deleteFrom(): Change {
    const path = this.#path();
    const value = this.#operand();
    return (item, was) => {
      const [before, taken] = [find(was, path), value(was)];
      if (!before || !taken) return;
      const kind = kindOf(taken);
      const left = (before[kind] as string[]).filter((one) => !(taken[kind] as string[]).includes(one));
      if (left.length > 0) put(item, path, { [kind]: left });
      else take(item, path);
    };
  }

  #or(): Condition {
    let left = this.#and();
    while (this.#takes('OR')) {
      const [one, other] = [left, this.#and()];
      left = (item) => one(item) || other(item);
    }
    return left;
  }

  #and(): Condition {
    let left = this.#not();
    while (this.#takes('AND')) {
      const [one, other] = [left, this.#not()];
      left = (item) => one(item) && other(item);
    }
    return left;
  }

  #not(): Condition {
    if (!this.#takes('NOT')) return this.#term();
    const term = this.#not();
    return (item) => !term(item);
  }

  #term(): Condition {
    if (this.#takes('(')) {
      const inner = this.#or();
      this.#expect(')');
      return inner;
    }
    return this.#function() ?? this.#comparison();
  }

  #function(): Condition | undefined {
    const known: Readonly<Record<string, () => Condition>> = {
      attribute_exists: () => this.#existence(true),
      attribute_not_exists: () => this.#existence(false),
      begins_with: () =>
        this.#pair(
          (whole, part) => String(whole?.['S'] ?? '').startsWith(String(part?.['S'])) && whole !== undefined,
        ),
      contains: () => this.#pair(contains),
    };
    const read = known[this.#peek()];
    if (!read || this.#tokens[this.#at + 1] !== '(') return undefined;
    this.#at += 2;
    const condition = read();
    this.#expect(')');
    return condition;
  }

  #existence(wanted: boolean): Condition {
    const path = this.#path();
    return (item) => (find(item, path) !== undefined) === wanted;
  }

  #pair(holds: (a: Value | undefined, b: Value | undefined) => boolean): Condition {
    const first = this.#operand();
    this.#expect(',');
    const second = this.#operand();
    return (item) => holds(first(item), second(item));
  }

  #comparison(): Condition {
    const left = this.#operand();
    const sign = this.#next();
    if (sign.toUpperCase() === 'IN') return this.#among(left);
    if (sign.toUpperCase() === 'BETWEEN') return this.#between(left);
    const holds = SIGNS[sign] ?? this.#wrong(sign);
    const right = this.#operand();
    return (item) => holds(left(item), right(item));
  }

  #among(left: Operand): Condition {
    this.#expect('(');
    const list = [this.#operand()];
    while (this.#takes(',')) list.push(this.#operand());
    this.#expect(')');
    return (item) => list.some((one) => isEqual(left(item), one(item)));
  }

  #between(left: Operand): Condition {
    const low = this.#operand();
    this.#expect('AND');
    const high = this.#operand();
    return (item) =>
      (compare(left(item), low(item)) ?? -1) >= 0 && (compare(left(item), high(item)) ?? 1) <= 0;
  }

  #sum(): Operand {
    let left = this.#operand();
    for (let sign = this.#peek(); sign === '+' || sign === '-'; sign = this.#peek()) {
      this.#at += 1;
      const [one, other, factor] = [left, this.#operand(), sign === '+' ? 1 : -1];
      left = (item) => ({ N: String(Number(one(item)?.['N']) + factor * Number(other(item)?.['N'])) });
    }
    return left;
  }

  #operand(): Operand {
    if (this.#tokens[this.#at + 1] === '(') return this.#valueFunction();
    if (this.#peek().startsWith(':')) {
      const name = this.#next();
      const value = this.#given.values?.[name];
      if (!value) throw new InvalidExpression(`The value ${name} is not defined.`);
      return () => value;
    }
    const path = this.#path();
    return (item) => find(item, path);
  }

  #valueFunction(): Operand {
    const name = this.#next();
    this.#expect('(');
    if (name === 'size') {
      const of = this.#operand();
      this.#expect(')');
      return (item) => sizeOf(of(item));
    }
    const first = this.#operand();
    this.#expect(',');
    const second = this.#operand();
    this.#expect(')');
    if (name === 'if_not_exists') return (item) => first(item) ?? second(item);
    if (name !== 'list_append') return this.#wrong(name);
    return (item) => ({
      L: [...((first(item)?.['L'] ?? []) as Value[]), ...((second(item)?.['L'] ?? []) as Value[])],
    });
  }

  #path(): Path {
    const path: (string | number)[] = [this.#name()];
    for (;;) {
      if (this.#takes('.')) path.push(this.#name());
      else if (this.#takes('[')) {
        path.push(Number(this.#next()));
        this.#expect(']');
      } else return path;
    }
  }

  #name(): string {
    const token = this.#next();
    if (!token.startsWith('#')) return token;
    const name = this.#given.names?.[token];
    if (name === undefined) throw new InvalidExpression(`The name ${token} is not defined.`);
    return name;
  }

  #peek(): string {
    return this.#tokens[this.#at] ?? '';
  }
  #next(): string {
    const token = this.#tokens[this.#at] ?? this.#wrong('the end');
    this.#at += 1;
    return token;
  }
  #takes(token: string): boolean {
    if (this.#peek().toUpperCase() !== token) return false;
    this.#at += 1;
    return true;
  }
  #expect(token: string): void {
    if (!this.#takes(token)) this.#wrong(this.#peek());
  }
  #end(): void {
    if (this.#at < this.#tokens.length) this.#wrong(this.#peek());
  }
  #wrong(token: string): never {
    throw new InvalidExpression(`Syntax error near ${token} in ${this.#tokens.join(' ')}.`);
  }
}

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  for (let at = 0; text.slice(at).trim() !== ''; at = TOKEN.lastIndex) {
    const found = TOKEN.exec(text);
    if (!found) throw new InvalidExpression(`Syntax error in ${text}.`);
    tokens.push(found[1] ?? '');
  }
  return tokens;
}

const SIGNS: Readonly<Record<string, (a: Value | undefined, b: Value | undefined) => boolean>> = {
  '=': isEqual,
  '<>': (a, b) => !isEqual(a, b),
  '<': (a, b) => (compare(a, b) ?? 0) < 0,
  '<=': (a, b) => (compare(a, b) ?? 1) <= 0,
  '>': (a, b) => (compare(a, b) ?? 0) > 0,
  '>=': (a, b) => (compare(a, b) ?? -1) >= 0,
};

function contains(whole: Value | undefined, part: Value | undefined): boolean {
  if (!whole || !part) return false;
  if ('S' in whole) return String(whole['S']).includes(String(part['S']));
  if ('L' in whole) return (whole['L'] as Value[]).some((one) => isEqual(one, part));
  return Object.values(whole).flat().includes(Object.values(part)[0]);
}

function sizeOf(value: Value | undefined): Value | undefined {
  if (!value) return undefined;
  const inner = Object.values(value)[0];
  if (typeof inner === 'string') return { N: String(Buffer.byteLength(inner)) };
  return { N: String(Array.isArray(inner) ? inner.length : Object.keys(inner as object).length) };
}

/** The value at a path of an item. */
export function find(item: Item, [first, ...rest]: Path): Value | undefined {
  let value: Value | undefined = item[String(first)];
  for (const step of rest) {
    const inner: unknown = value?.[typeof step === 'number' ? 'L' : 'M'];
    value = (inner as Record<string | number, Value> | undefined)?.[step];
  }
  return value;
}

function put(item: Record<string, Value>, [first = '', ...rest]: Path, value: Value): void {
  if (rest.length === 0) {
    item[String(first)] = value;
    return;
  }
  const map = item[String(first)]?.['M'] as Record<string, Value> | undefined;
  if (!map)
    throw new InvalidExpression('The document path provided in the update expression is invalid for update');
  const copy = { ...map };
  put(copy, rest, value);
  item[String(first)] = { M: copy };
}

function take(item: Record<string, Value>, [first = '', ...rest]: Path): void {
  if (rest.length === 0) {
    delete item[String(first)];
    return;
  }
  const map = item[String(first)]?.['M'] as Record<string, Value> | undefined;
  if (!map)
    throw new InvalidExpression('The document path provided in the update expression is invalid for update');
  const copy = { ...map };
  take(copy, rest);
  item[String(first)] = { M: copy };
}

/** Whether an item is as told; one that is not there is an empty one. @throws InvalidExpression */
export const holds = (text: string, given: Names, item: Item | undefined): boolean =>
  new Reader(text, given).condition()(item ?? {});

/** The item as it becomes. @throws InvalidExpression */
export function changed(text: string, given: Names, item: Item): Item {
  const after = { ...item };
  new Reader(text, given).update()(after, item);
  return after;
}

/** What of an item was asked for. @throws InvalidExpression */
export function projected(text: string, given: Names, item: Item): Item {
  const shown: Record<string, Value> = {};
  for (const path of new Reader(text, given).paths()) {
    const value = find(item, path);
    if (value && path.length === 1) shown[String(path[0])] = value;
  }
  return shown;
}
