import type { Role } from '../functions/routes.ts';
import type { Ask } from './ask.ts';
import type { Cast, Member, Things } from './cast.ts';
import type { Chance } from './chance.ts';
import type { Operation, Parameter } from './document.ts';
import { goodValue, type Hint, wrongValue } from './values.ts';

/** What a request is like; each kind has its own rule in `verdict.ts`. */
export type Kind =
  | 'good'
  | 'twice'
  | 'wrong-body'
  | 'wrong-query'
  | 'wrong-header'
  | 'no-json'
  | 'other-type'
  | 'huge'
  | 'odd'
  | 'stranger'
  | 'wrong-role'
  | 'other-account'
  | 'nowhere'
  | 'method'
  | 'gone'
  | 'made';

/** A request that is about to be made. */
export interface Attempt {
  readonly kind: Kind;
  readonly operation: Operation;
  readonly things: Things;
  readonly ask: Ask;
  /** What is wrong with it. */
  readonly what: string;
}

/** Who asks, of what, by which chance. */
export interface Setting {
  readonly cast: Cast;
  readonly chance: Chance;
  readonly hint: Hint;
  readonly things: Things;
}

/** Makes a request of a kind; undefined for an operation that there is none of. */
export function attempt(kind: Kind, operation: Operation, setting: Setting): Attempt | undefined {
  const made = MAKERS[kind](operation, setting);
  if (!made) return undefined;
  const { what = '', things = setting.things, ...ask } = made;
  const {
    method = operation.method,
    target = targetOf(operation, things, setting),
    headers = {},
    body,
  } = ask;
  const whole = { method, target, headers, ...(body !== undefined && { body }) };
  return { kind, operation, things, ask: whole, what };
}

type Made = Partial<Ask> & { readonly what?: string; readonly things?: Things };
type Maker = (operation: Operation, setting: Setting) => Made | undefined;

const JSON_TYPE = { 'content-type': 'application/json' };
/** Above what a body may have, and under what the gateway takes. */
const HUGE = JSON.stringify({ notes: 'x'.repeat(300_000) });
/** More digits than a number can hold, names that JavaScript knows, half an emoji, a null character, depth. */
const ODD = [
  '{"__proto__": {"admin": true}, "constructor": {"prototype": 1}}',
  '{"name": "\\ud83d", "text": "\\udc00\\u0000", "title": "\\u202e\\u2066", "line": "\\u0000"}',
  '{"lat": 1e400, "lng": -1e400, "minutes": 123456789012345678901234567890}',
  `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
  `{"name": ${'{"name":'.repeat(5000)}1${'}'.repeat(5000)}}`,
  '"text"',
  '12',
  'null',
  '[]',
  '\ufeff{}',
  '{"name": "a", "name": {"b": 1}}',
];
/** What a path could name that is nowhere: another alphabet, no characters, very many, ways up. */
const NOWHERE = [
  'visit_AAAAAAAAAAAAAAAAAAAA',
  '\u0000',
  '../..',
  '%',
  '😀',
  '\u202e',
  '__proto__',
  ' ',
  'x'.repeat(3000),
  '"',
  '#',
];

const MAKERS: Readonly<Record<Kind, Maker>> = {
  good,
  twice: (operation, setting) => {
    if (!keyed(operation)) return undefined;
    const { headers, ...made } = good(operation, setting);
    return { ...made, headers: { ...headers, 'idempotency-key': `key-${setting.chance.below(2 ** 31)}` } };
  },
  'wrong-body': (operation, setting) => {
    const { body } = operation;
    if (!body) return undefined;
    const value = goodValue(body, setting.chance, setting.hint);
    const wrong = wrongValue(body, value, setting.chance);
    return (
      wrong &&
      sent(
        operation,
        setting,
        wrong.value === undefined ? undefined : JSON.stringify(wrong.value),
        wrong.what,
      )
    );
  },
  'wrong-query': (operation, setting) => {
    const spoilt = spoiltOf(operation, 'query', setting);
    return (
      spoilt && {
        ...sent(operation, setting),
        target: targetOf(operation, setting.things, setting, spoilt),
        what: `${spoilt.name} is ${JSON.stringify(spoilt.value).slice(0, 60)}`,
      }
    );
  },
  'wrong-header': (operation, setting) => {
    const spoilt = spoiltOf(operation, 'header', setting);
    const made = good(operation, setting);
    return (
      spoilt && {
        ...made,
        headers: { ...made.headers, [spoilt.name]: spoilt.value },
        what: `${spoilt.name} is ${JSON.stringify(spoilt.value).slice(0, 60)}`,
      }
    );
  },
  'no-json': (operation, setting) =>
    operation.responses['415'] &&
    sent(
      operation,
      setting,
      setting.chance.of(['{"half": ', '{]', 'nonsense', '{"a": 1,}', "{'a': 1}"]),
      'is no JSON',
    ),
  'other-type': (operation, setting) => {
    if (!operation.responses['415']) return undefined;
    const type = setting.chance.of([
      'text/plain',
      'application/xml',
      'application/x-www-form-urlencoded',
      'multipart/form-data',
      'application/jsonp',
      '',
    ]);
    return sent(
      operation,
      setting,
      '{"a": 1}',
      `is sent as ${type || 'nothing'}`,
      type === '' ? {} : { 'content-type': type },
    );
  },
  huge: (operation, setting) =>
    operation.responses['413'] && sent(operation, setting, HUGE, 'has 300,000 bytes'),
  odd: (operation, setting) =>
    operation.method === 'GET' || operation.method === 'HEAD'
      ? undefined
      : sent(operation, setting, setting.chance.any(ODD), 'is odd'),
  stranger: (operation, setting) => {
    if (!operation.staff) return undefined;
    const link = setting.cast.known('t token')[0]?.['token'] ?? 'none';
    const device = setting.cast.known('deviceToken')[0]?.['deviceToken'] ?? 'none';
    const forged = `${setting.cast.members.owner.token.slice(0, -8)}AAAAAAAA`;
    const authorization = setting.chance.any([
      undefined,
      '',
      'Bearer',
      'Bearer nonsense',
      `Bearer ${link}`,
      `Bearer ${device}`,
      `Bearer ${forged}`,
      'Basic dTpw',
    ]);
    const { headers: _, ...made } = good(operation, setting);
    return {
      ...made,
      headers: { ...JSON_TYPE, ...(authorization !== undefined && { authorization }) },
      what: `says ${authorization?.slice(0, 20)}`,
    };
  },
  'wrong-role': (operation, setting) => {
    const role = setting.chance.any(ROLES.filter((one) => operation.staff && !operation.roles.includes(one)));
    return (
      role && { ...good(operation, setting), headers: as(setting.cast.members[role]), what: `by a ${role}` }
    );
  },
  'other-account': (operation, setting) => {
    const role = operation.names.length > 0 ? setting.chance.any(operation.roles) : undefined;
    return (
      role && {
        ...good(operation, setting),
        headers: as(setting.cast.others[role]),
        what: `by a ${role} of another company`,
      }
    );
  },
  nowhere: (operation, setting) => {
    const name = setting.chance.any(operation.names);
    if (name === undefined) return undefined;
    const id = setting.chance.any(NOWHERE) ?? '';
    const things = { ...setting.things, [name]: id };
    return {
      ...good(operation, setting),
      target: targetOf(operation, things, setting),
      things,
      what: `${name} is ${JSON.stringify(id).slice(0, 40)}`,
    };
  },
  method: (operation, setting) => ({
    ...sent(operation, setting),
    method: setting.chance.of(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'TRACE']),
    target: pathOf(operation, setting.things),
    what: 'by a method the document does not have',
  }),
  gone: (operation, setting) => ({ ...good(operation, setting), what: 'after it was taken away' }),
  // By an owner: a technician finds only what is theirs.
  made: (operation, setting) => ({
    ...good(operation, setting),
    headers: as(setting.cast.members.owner),
    what: 'after it was made',
  }),
};

const ROLES: readonly Role[] = ['owner', 'dispatcher', 'technician'];

const keyed = ({ parameters }: Operation) => parameters.some(({ name }) => name === 'Idempotency-Key');

/** As the document would have it. */
function good(operation: Operation, setting: Setting): Made {
  const { chance, hint } = setting;
  const { body, needsBody } = operation;
  const isSent = body && (needsBody || chance.is(0.8));
  return sent(operation, setting, isSent ? JSON.stringify(goodValue(body, chance, hint)) : undefined);
}

/** By somebody who may. */
function sent(
  { staff, roles }: Operation,
  { cast, chance }: Setting,
  body?: string,
  what = '',
  type: Readonly<Record<string, string>> = JSON_TYPE,
): Made {
  const role = staff ? chance.any(roles) : undefined;
  const who = role ? { authorization: `Bearer ${cast.members[role].token}` } : {};
  return {
    headers: { ...who, ...(body === undefined ? {} : type) },
    ...(body !== undefined && { body }),
    what,
  };
}

const as = ({ token }: Member) => ({ ...JSON_TYPE, authorization: `Bearer ${token}` });

interface Spoilt {
  readonly name: string;
  readonly value: string;
}

/** A parameter with a value that the document forbids. */
function spoiltOf(
  { parameters }: Operation,
  where: Parameter['in'],
  { chance }: Setting,
): Spoilt | undefined {
  const parameter = chance.any(parameters.filter((one) => one.in === where));
  const value = parameter && chance.any(WRONG_TEXTS.filter((text) => !parameter.fits(text)));
  return parameter && value !== undefined ? { name: parameter.name, value } : undefined;
}

const WRONG_TEXTS = [
  'nonsense',
  '2026-02-30',
  '2026-11-20T09:00:00',
  '0',
  '-1',
  '1e9',
  'x'.repeat(300),
  'x'.repeat(1001),
  ' ',
];

const pathOf = ({ path }: Operation, things: Things): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(things[name] ?? 'unknown'));

function targetOf(operation: Operation, things: Things, { chance, hint }: Setting, spoilt?: Spoilt): string {
  const query = new URLSearchParams();
  for (const parameter of operation.parameters) {
    if (parameter.in !== 'query' || parameter.name === 'cursor' || !(parameter.required || chance.is(0.4)))
      continue;
    const value = goodValue(parameter, chance, (name) => hint(name || parameter.name));
    query.set(parameter.name, String(value));
  }
  if (spoilt) query.set(spoilt.name, spoilt.value);
  const text = query.toString();
  return `${pathOf(operation, things)}${text === '' ? '' : `?${text}`}`;
}
