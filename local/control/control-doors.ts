import type { IncomingMessage, ServerResponse } from 'node:http';
import type { StackClock } from '../clock/stack-clock.ts';
import type { World } from '../emulators/emulator.ts';
import { setMailbox } from '../emulators/mailboxes.ts';
import { replyByText } from '../emulators/opt-outs.ts';
import { OUTBOX, type OutboxMessage } from '../emulators/outbox.ts';
import { disableEndpoint } from '../emulators/push-endpoints.ts';
import { reach } from '../emulators/sms-network.ts';
import { giveUpSubscription } from '../emulators/web-push.ts';
import type { Faults } from '../faults/faults.ts';
import type { Guard } from '../iam/guard.ts';
import { MemberElsewhere, ROLES, type SignInRequest } from '../identity/sign-in.ts';
import type { Tokens } from '../identity/tokens.ts';
import type { Queues } from '../queues/queues.ts';
import type { ParkedRows } from '../store/parked-rows.ts';
import type { Streams } from '../streams/streams.ts';
import type { Usage } from '../usage/usage.ts';
import { accountDoors } from './account-doors.ts';
import type { Activity } from './activity.ts';
import { badField, ControlProblem, readJson, sendJson, sendProblem } from './json-door.ts';
import { faultKinds, readFault } from './read-fault.ts';
import { routeDoors } from './route-doors.ts';

/** What the control calls lay hands on. */
export interface ControlOptions {
  readonly world: World;
  readonly clock: StackClock;
  readonly moveClock: (instant: number) => Promise<void>;
  readonly activity: Activity;
  readonly faults: Faults;
  readonly usage: Usage;
  readonly streams: Pick<Streams, 'ages'>;
  readonly guard: Guard;
  readonly queues: Queues;
  readonly parked: ParkedRows;
  readonly tokens: Tokens;
  readonly signIn: (request: SignInRequest) => Promise<object>;
}

type Body = Readonly<Record<string, unknown>>;
type Door = (body: Body, query: URLSearchParams) => unknown;

/** Nothing is on its way for longer than this unless something waits for the stack's clock. */
const IDLE_TIMEOUT_MS = 30_000;
/** The clock stops wherever something is due, so that very long ways would take very long. */
const FARTHEST_MS = 10 * 366 * 86_400_000;
const IDENTIFIER = /^[A-Za-z0-9_-]{1,64}$/;

/** The `/_local/*` calls, which exist on this stack only. */
export function createControlDoors(options: ControlOptions) {
  const doors = {
    ...peopleDoors(options),
    ...timeDoors(options),
    ...observationDoors(options),
    ...routeDoors(options.world),
    ...accountDoors(options.world),
  };
  return async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const url = new URL(incoming.url ?? '/', 'http://localhost');
    const path = url.pathname.replace(/^\/_local\/?/, '');
    try {
      const door = findDoor(doors, incoming.method ?? 'GET', path);
      const body = incoming.method === 'POST' ? await readJson(incoming) : {};
      sendJson(outgoing, 200, await door(body, url.searchParams));
    } catch (error) {
      sendProblem(outgoing, problemOf(error));
    }
  };
}

function problemOf(error: unknown): ControlProblem {
  if (error instanceof ControlProblem) return error;
  return new ControlProblem(error instanceof MemberElsewhere ? 409 : 500, String(error));
}

function findDoor(doors: Readonly<Record<string, Door>>, method: string, path: string): Door {
  const door = doors[`${method} ${path}`];
  if (door) return door;
  const methods = Object.keys(doors).filter((key) => key.split(' ')[1] === path);
  if (methods.length > 0) throw new ControlProblem(405, `${method} is not among ${methods.join(', ')}.`);
  throw new ControlProblem(404, `There is no /_local/${path}.`);
}

function peopleDoors({ world, signIn, tokens }: ControlOptions): Record<string, Door> {
  return {
    'POST token': (body) => signIn(readSignIn(body)),
    'GET jwks.json': () => tokens.jwks,
    'GET outbox': (_, query) => ({ messages: readOutbox(world, query.get('since')) }),
    'DELETE outbox': () => {
      for (const { key } of world.store.list(OUTBOX)) world.store.delete(OUTBOX, key);
      return {};
    },
    'POST reply': ({ from, text }) => {
      if (typeof text !== 'string') throw badField('text', 'must be a text');
      return { result: replyByText(world, readPhone('from', from), text) };
    },
    'POST unreachable': ({ to, providerResponse = 'Phone is currently unreachable/unavailable' }) => {
      if (typeof providerResponse !== 'string' && providerResponse !== null)
        throw badField('providerResponse', 'must be a text, or null');
      if (typeof to === 'string' && to.includes('@')) setMailbox(world.store, to, providerResponse !== null);
      else reach(world, readPhone('to', to), providerResponse ?? undefined);
      return {};
    },
    'POST unsubscribe': ({ endpoint, token }) => {
      if (typeof token === 'string') disableEndpoint(world, token);
      else if (typeof endpoint === 'string') giveUpSubscription(world, endpoint);
      else throw badField('endpoint', 'must be a text, unless there is the token of an app');
      return {};
    },
  };
}

function readPhone(field: string, value: unknown): string {
  if (typeof value === 'string' && /^\+[1-9]\d{1,14}$/.test(value)) return value;
  throw badField(field, 'must be E.164');
}

function timeDoors({ clock, moveClock, activity }: ControlOptions): Record<string, Door> {
  const tell = () => ({ now: new Date(clock.now()).toISOString() });
  return {
    'GET clock': tell,
    'POST clock': async (body) => {
      await moveClock(readInstant(body, clock.now()));
      return tell();
    },
    'GET activity': async () => ({ pending: await activity.idle(0) }),
    'GET idle': async () => {
      const left = await activity.idle(IDLE_TIMEOUT_MS);
      if (left.length > 0) throw new ControlProblem(503, 'Something is still on its way.', { pending: left });
      return { idle: true };
    },
  };
}

function observationDoors({
  faults,
  usage,
  streams,
  guard,
  queues,
  parked,
}: ControlOptions): Record<string, Door> {
  return {
    'POST faults': (body) => {
      const fault = readFault(body);
      faults.add(fault);
      return fault;
    },
    'GET faults': () => ({ faults: faults.list(), kinds: faultKinds }),
    'DELETE faults': () => {
      faults.clear();
      return {};
    },
    'GET usage': () => ({ services: usage.read() }),
    'DELETE usage': () => {
      usage.reset();
      return {};
    },
    'GET streams': () => ({ streams: streams.ages() }),
    'GET permissions': guard.report,
    'GET dead-letters': () => ({
      records: [
        ...queues.parked().map(({ queue, message }) => ({
          queue,
          reason: message.reason ?? 'unknown',
          at: new Date(message.sentAt).toISOString(),
        })),
        // What no queue could take: the local stack's own.
        ...parked.list().map(({ collection, reason, at }) => ({ queue: `local:${collection}`, reason, at })),
      ],
    }),
  };
}

function readSignIn({ role, accountId, memberId, name, enabled }: Body): SignInRequest {
  const found = ROLES.find((one) => one === role);
  if (!found) throw badField('role', `must be one of ${ROLES.join(', ')}`);
  const id = (field: string, value: unknown): Record<string, string> => {
    if (value === undefined) return {};
    if (typeof value !== 'string' || !IDENTIFIER.test(value))
      throw badField(field, 'must be 1 to 64 letters, digits, hyphens or underscores');
    return { [field]: value };
  };
  if (name !== undefined && (typeof name !== 'string' || !/^.{1,100}$/u.test(name.trim())))
    throw badField('name', 'must be a text of 1 to 100 characters on one line');
  if (enabled !== undefined && typeof enabled !== 'boolean')
    throw badField('enabled', 'must be true or false');
  return {
    role: found,
    ...id('accountId', accountId),
    ...id('memberId', memberId),
    ...(name === undefined ? {} : { name }),
    ...(enabled === undefined ? {} : { enabled }),
  };
}

/** The instant `POST /_local/clock` asks for. @throws ControlProblem 400, also for one that has passed */
function readInstant({ now, advanceSeconds }: Body, current: number): number {
  if ((now === undefined) === (advanceSeconds === undefined))
    throw new ControlProblem(400, 'Give either now or advanceSeconds.');
  if (advanceSeconds !== undefined) {
    if (typeof advanceSeconds !== 'number' || !Number.isFinite(advanceSeconds) || advanceSeconds < 0)
      throw badField('advanceSeconds', 'must be a number of seconds, 0 or more');
    if (advanceSeconds * 1000 > FARTHEST_MS) throw badField('advanceSeconds', 'must be ten years at most');
    return current + advanceSeconds * 1000;
  }
  const instant = typeof now === 'string' ? Date.parse(now) : Number.NaN;
  if (Number.isNaN(instant)) throw badField('now', 'must be an ISO 8601 instant');
  if (instant < current) throw badField('now', `must not be before ${new Date(current).toISOString()}`);
  if (instant - current > FARTHEST_MS) throw badField('now', 'must be ten years ahead at most');
  return instant;
}

/** @param since an ISO 8601 instant; what left at it or later counts */
function readOutbox({ store }: World, since: string | null): readonly OutboxMessage[] {
  const from = since === null ? Number.NEGATIVE_INFINITY : Date.parse(since);
  if (Number.isNaN(from)) throw new ControlProblem(400, 'since must be an ISO 8601 instant.');
  const messages = store.list<OutboxMessage>(OUTBOX).map(({ value }) => value);
  return messages.filter(({ at }) => Date.parse(at) >= from);
}
