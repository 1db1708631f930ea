/**
 * The life of a page's connection, without a browser: what happened, and what is to be done about it. Times are
 * milliseconds of one clock.
 */
export interface Connection {
  readonly phase: 'paused' | 'connecting' | 'open' | 'waiting' | 'over';
  /** In a row, without a word from the server in between. */
  readonly failures: number;
  /** A ping went out that nothing answered yet. */
  readonly asked: boolean;
  /** Nothing comes through, by socket or otherwise: what is shown is as old as the last word. */
  readonly cut: boolean;
  /** When to connect anew, or to give up connecting; and when to ask by plain requests. */
  readonly retryAt: number;
  readonly pollAt: number;
  /** The next moment something is to be done; a `tick` belongs there. */
  readonly due: number;
}

export type Happening =
  | 'show'
  | 'hide'
  | 'online'
  | 'offline'
  /** A word through the socket, and the end of it. */
  | 'heard'
  | 'lost'
  /** What came of a plain request. */
  | 'answered'
  | 'unanswered'
  | 'tick'
  | 'end';
export type Command = 'connect' | 'disconnect' | 'ping' | 'poll';
export type Step = readonly [Connection, ...Command[]];

export interface Circumstances {
  readonly now: number;
  /** From 0 to 1: clients that were cut off together do not come back together. */
  readonly chance: number;
  /** Somebody is on the way: words are due often, so silence is suspicious soon. */
  readonly moving: boolean;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const NEVER = Number.POSITIVE_INFINITY;
/** How long a connection may take until its first word. */
const PATIENCE = 8 * SECOND;
/** While somebody is on the way, a dead connection is noticed within ten seconds: this long quiet, then a ping. */
const QUIET_WHILE_MOVING = 5 * SECOND;
const PING_PATIENCE = 4 * SECOND;
const FIRST_RETRY = SECOND;
const LAST_RETRY = MINUTE;
/** So many failures in a row, and the network is taken to block sockets. */
const BLOCKED_AFTER = 2;
const POLL_EVERY = 10 * SECOND;
/** The gateway drops a connection after 10 minutes of silence, and after 2 hours whatever is said. */
const QUIET = 5 * MINUTE;
const RENEW_AFTER = 100 * MINUTE;
const RENEW_WITHIN = 15 * MINUTE;

/** A page that was not looked at yet. */
export const unconnected: Connection = {
  phase: 'paused',
  failures: 0,
  asked: false,
  cut: false,
  retryAt: NEVER,
  pollAt: NEVER,
  due: NEVER,
};

/** What becomes of the connection, and what to do, in this order. */
export function next(was: Connection, happening: Happening, at: Circumstances): Step {
  if (was.phase === 'over') return [was];
  switch (happening) {
    case 'end':
      return [rest(was, 'over'), 'disconnect'];
    case 'hide':
      return [rest(was, 'paused'), 'disconnect'];
    case 'show':
      return was.phase === 'paused' ? connect(was, at.now) : [was];
    case 'online':
      return was.phase === 'waiting' ? connect(was, at.now) : [was];
    case 'offline':
      return was.phase === 'paused' ? [was] : lost({ ...was, cut: true }, at, 'disconnect');
    case 'answered':
    case 'unanswered':
      return [
        was.phase === 'waiting' || was.phase === 'connecting'
          ? { ...was, cut: happening === 'unanswered' }
          : was,
      ];
    case 'heard':
      return was.phase === 'connecting' || was.phase === 'open' ? [heard(was, at)] : [was];
    case 'lost':
      return was.phase === 'connecting' || was.phase === 'open' ? lost(was, at) : [was];
    case 'tick':
      return at.now < was.due ? [was] : tick(was, at);
  }
}

const rest = (was: Connection, phase: 'paused' | 'over'): Connection => ({
  ...unconnected,
  phase,
  failures: was.failures,
});

function connect(was: Connection, now: number, ...first: Command[]): Step {
  const blocked = was.failures >= BLOCKED_AFTER;
  const poll = blocked && !(was.pollAt < NEVER && was.pollAt > now);
  const pollAt = blocked ? (poll ? now + POLL_EVERY : was.pollAt) : NEVER;
  const state = { ...was, phase: 'connecting', asked: false, retryAt: now + PATIENCE, pollAt } as const;
  return [scheduled(state), ...first, 'connect', ...(poll ? (['poll'] as const) : [])];
}

const scheduled = (state: Connection): Connection => ({
  ...state,
  due: Math.min(state.retryAt, state.pollAt),
});

function heard(was: Connection, { now, moving, chance }: Circumstances): Connection {
  const first = was.phase === 'connecting';
  const retryAt = first ? now + RENEW_AFTER + chance * RENEW_WITHIN : was.retryAt;
  const due = Math.min(retryAt, now + (moving ? QUIET_WHILE_MOVING : QUIET));
  return { phase: 'open', failures: 0, asked: false, cut: false, retryAt, pollAt: NEVER, due };
}

function lost(was: Connection, { now, chance }: Circumstances, ...first: Command[]): Step {
  const failures = was.failures + 1;
  const delay = Math.min(LAST_RETRY, FIRST_RETRY * 2 ** was.failures) * (0.5 + chance / 2);
  const poll = failures >= BLOCKED_AFTER && was.pollAt === NEVER;
  const pollAt = poll ? now + POLL_EVERY : was.pollAt;
  const cut = was.cut || was.phase === 'open';
  const state = {
    ...was,
    phase: 'waiting',
    failures,
    asked: false,
    cut,
    retryAt: now + delay,
    pollAt,
  } as const;
  return [scheduled(state), ...first, ...(poll ? (['poll'] as const) : [])];
}

function tick(was: Connection, at: Circumstances): Step {
  const { now } = at;
  if (was.phase === 'open') {
    if (was.asked) return lost(was, at, 'disconnect');
    // A new one at once: nothing is wrong with this one but its age.
    if (now >= was.retryAt) return connect(was, now, 'disconnect');
    return [{ ...was, asked: true, due: now + PING_PATIENCE }, 'ping'];
  }
  if (now >= was.retryAt) {
    return was.phase === 'waiting' ? connect(was, now) : lost({ ...was, cut: true }, at, 'disconnect');
  }
  return [scheduled({ ...was, pollAt: now + POLL_EVERY }), 'poll'];
}
