import { type Answer, ask } from './ask.ts';
import { type Attempt, attempt, type Kind, type Setting } from './attempts.ts';
import { assemble, type Cast, hintsFor, kindOf, type Member, type Things } from './cast.ts';
import { type Chance, chanceOf } from './chance.ts';
import { type Operation, operationsOf } from './document.ts';
import { openVisits, whatIsNamed } from './stock.ts';
import { type Fault, faultsOf } from './verdict.ts';

export interface FuzzOptions {
  /** Of a local stack that runs. */
  readonly url: string;
  readonly seed: number;
  readonly requests: number;
  /** Of the company that is made for it. */
  readonly account: string;
}

/** A fault, and one request that shows it. */
export interface Finding extends Fault {
  readonly key: string;
  readonly kind: Kind;
  readonly example: string;
  times: number;
}

export interface Outcome {
  readonly findings: readonly Finding[];
  /** Requests by what they were answered: `good 200`. */
  readonly answers: ReadonlyMap<string, number>;
  readonly operations: number;
  /** Of good requests that were found impossible all the same, what was said, and how often. */
  readonly impossible: ReadonlyMap<string, number>;
}

/** Most requests are good or nearly so; what costs much is rare. */
const MIX: readonly Kind[] = (
  [
    ['good', 30],
    ['twice', 3],
    ['wrong-body', 22],
    ['wrong-query', 8],
    ['wrong-header', 2],
    ['no-json', 5],
    ['other-type', 4],
    ['huge', 1],
    ['odd', 6],
    ['stranger', 5],
    ['wrong-role', 4],
    ['other-account', 4],
    ['nowhere', 3],
    ['method', 3],
  ] as const
).flatMap(([kind, share]) => Array<Kind>(share).fill(kind));

/** So often the company is given another visit with a good link: requests wear them out. */
const VISIT_EVERY = 100;

/** Asks a stack whatever its document tells it can be asked, and much that it forbids. */
export async function fuzz({ url, seed, requests, account }: FuzzOptions): Promise<Outcome> {
  const document = await ask(url, { method: 'GET', target: '/openapi.json', headers: {} });
  const operations = operationsOf(JSON.parse(document.text));
  const cast = await assemble(signInAt(url), account);
  const log = createLog();
  const turn = { url, cast, operations, log };
  let asked = 0;
  for (let at = 0; asked < requests; at += 1) {
    const chance = chanceOf(seed * 1_000_003 + at);
    if (at % VISIT_EVERY === 0) await openVisits(url, cast, chance);
    asked += await takeTurn(turn, operations[at % operations.length] as Operation, chance);
  }
  return { ...log, findings: [...log.found.values()], operations: operations.length };
}

interface Turn {
  readonly url: string;
  readonly cast: Cast;
  readonly operations: readonly Operation[];
  readonly log: ReturnType<typeof createLog>;
}

/** One request to an operation, and those that follow from its answer. @returns how many there were */
async function takeTurn(turn: Turn, operation: Operation, chance: Chance): Promise<number> {
  const { cast } = turn;
  const kind = kindOf(operation);
  const things = await thingsFor(cast, operation, chance);
  const setting: Setting = { cast, chance, hint: hintsFor(cast, chance, Date.now()), things };
  const first = attempt(chance.any(MIX) ?? 'good', operation, setting) ?? attempt('good', operation, setting);
  if (!first || isAllowed(first, turn.operations)) return 0;
  const answer = await make(turn, first);
  if (!answer || answer.status >= 300) {
    if (answer?.status === 404 && first.kind === 'good') cast.forget(kind, things);
    return 1;
  }
  if (first.kind === 'twice') await make(turn, { ...first, what: 'once more' });
  const named = whatIsNamed(turn.operations, operation, first.things, answer);
  for (const one of named) cast.remember(one.kind, one.things);
  const follow = followUps(turn.operations, first, answer, named);
  for (const { kind: next, to, of } of follow) {
    const more = attempt(next, to, { ...setting, things: of });
    if (more) await make(turn, more);
  }
  if (isRemoval(first.operation)) cast.forget(kind, first.things);
  return 1 + follow.length;
}

/** A method that the document has for that very path is none of those to try. */
const isAllowed = (
  { kind, ask: { method }, operation: { path } }: Attempt,
  operations: readonly Operation[],
) => kind === 'method' && operations.some((one) => one.method === method && wayOf(one).test(path));

const wayOf = ({ path }: Operation) => new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`);

async function thingsFor(cast: Cast, operation: Operation, chance: Chance): Promise<Things> {
  const kind = kindOf(operation);
  if (kind === 'memberId' && (operation.method === 'DELETE' || cast.known(kind).length === 0))
    cast.remember(kind, await cast.hire());
  return chance.any(cast.known(kind)) ?? {};
}

const isRemoval = ({ method, path }: Operation) => method === 'DELETE' && path.endsWith('}');

interface FollowUp {
  readonly kind: 'gone' | 'made';
  readonly to: Operation;
  readonly of: Things;
}

/** What was made must be there, what was taken away must not. */
function followUps(
  operations: readonly Operation[],
  { operation, things }: Attempt,
  { status }: Answer,
  named: readonly { readonly kind: string; readonly things: Things }[],
): FollowUp[] {
  if (isRemoval(operation))
    return operations
      .filter(({ path }) => path === operation.path)
      .map((to) => ({ kind: 'gone', to, of: things }));
  if (status !== 201) return [];
  return operations
    .filter(
      ({ method, path }) =>
        method === 'GET' && path.startsWith(`${operation.path}/{`) && /^[^}]*\}$/.test(path),
    )
    .flatMap((to) =>
      named
        .filter(({ kind }) => kind === kindOf(to))
        .map(({ things: of }) => ({ kind: 'made' as const, to, of })),
    );
}

async function make({ url, log }: Turn, made: Attempt): Promise<Answer | undefined> {
  try {
    const answer = await ask(url, made.ask);
    log.note(made, answer);
    return answer;
  } catch (error) {
    log.add(made, { rule: 'not_a_server_error', detail: `is not answered: ${(error as Error).message}` });
    return undefined;
  }
}

function createLog() {
  const found = new Map<string, Finding>();
  const answers = new Map<string, number>();
  const impossible = new Map<string, number>();
  const count = (map: Map<string, number>, name: string) => map.set(name, (map.get(name) ?? 0) + 1);
  const add = ({ kind, operation: { key }, ask: sent, what }: Attempt, { rule, detail }: Fault) => {
    const name = `${rule} ${key} ${detail.replace(/[\d"'][^ ,]*/g, '…').slice(0, 90)}`;
    const before = found.get(name);
    if (before) before.times += 1;
    else found.set(name, { rule, detail, key, kind, example: exampleOf(sent, what), times: 1 });
  };
  const note = (made: Attempt, answer: Answer) => {
    count(answers, `${made.kind} ${answer.status}`);
    if (made.kind === 'good' && answer.status === 422)
      for (const { pointer, detail } of JSON.parse(answer.text).errors ?? [])
        count(impossible, `${made.operation.key} ${pointer.replace(/\/\d+/g, '/0')} ${detail}`);
    for (const one of faultsOf(made, answer)) add(made, one);
  };
  return { found, answers, impossible, add, note };
}

/** To be made once more by hand; without the token, which is long and soon over. */
const exampleOf = ({ method, target, headers, body }: Attempt['ask'], what: string): string => {
  const { authorization: _, ...told } = headers;
  return `${method} ${target.slice(0, 200)} ${JSON.stringify(told)} ${body?.slice(0, 600) ?? ''}${what && ` (${what})`}`;
};

const signInAt =
  (url: string) =>
  async (role: string, accountId: string, memberId: string): Promise<Member> => {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ role, accountId, memberId });
    const { text } = await ask(url, { method: 'POST', target: '/_local/token', headers, body });
    return JSON.parse(text);
  };
