/**
 * The life of a page's connection, without a browser: what happened, and what is to be done about it. Times are
 * milliseconds of one clock.
 */
export interface Connection {
  readonly phase: 'paused' | 'connecting' | 'open' | 'waiting' | 'over';
  /** In a row, without a word from the server in between. */
  readonly failures: number;
  /** Nothing comes through, by socket or otherwise: what is shown is as old as the last word. */
  readonly cut: boolean;
  /** When to connect anew, or to give up connecting; and when to ask by plain requests. */
  readonly retryAt: number;
  readonly pollAt: number;
  /** When the ping, or the plain request, that is on its way should have been answered. */
  readonly answerAt: number;
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
  | 'full'
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
/**
 * While somebody is on the way, a dead connection is noticed within ten seconds: this long quiet, then a ping or a plain
 * request, and so long for its answer.
 */
const QUIET_WHILE_MOVING = 5 * SECOND;
const ANSWER_PATIENCE = 4 * SECOND;
const FIRST_RETRY = SECOND;
const LAST_RETRY = MINUTE;
/** So many failures in a row, and the network is taken to block sockets. */
const BLOCKED_AFTER = 2;
/** Where enough others listen already it counts as blocked, and a socket is tried again as late as ever. */
const CROWDED = 6;
const POLL_EVERY = 10 * SECOND;
/** The gateway drops a connection after 10 minutes of silence, and after 2 hours whatever is said. */
const QUIET = 5 * MINUTE;
const RENEW_AFTER = 100 * MINUTE;
const RENEW_WITHIN = 15 * MINUTE;

/** A page that was not looked at yet. */
export const unconnected: Connection = {
  phase: 'paused',
  failures: 0,
  cut: false,
  retryAt: NEVER,
  pollAt: NEVER,
  answerAt: NEVER,
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
      return was.phase === 'paused' ? connect(was, at) : [was];
    case 'online':
      return was.phase === 'waiting' ? connect(was, at) : [was];
    case 'offline':
      return was.phase === 'paused' ? [was] : lost({ ...was, cut: true }, at, 'disconnect');
    case 'answered':
    case 'unanswered':
      return [was.pollAt < NEVER ? told(was, happening === 'unanswered', at) : was];
    case 'heard':
      return was.phase === 'connecting' || was.phase === 'open' ? [heard(was, at)] : [was];
    case 'full':
      return lost({ ...was, failures: CROWDED }, at, 'disconnect');
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

/** What came of a plain request; what it told may ask for the next one sooner. */
const told = (was: Connection, cut: boolean, at: Circumstances): Connection =>
  scheduled({ ...was, cut, answerAt: NEVER, pollAt: Math.min(was.pollAt, nextPoll(at)) });

const nextPoll = ({ now, moving }: Circumstances): number => now + (moving ? QUIET_WHILE_MOVING : POLL_EVERY);

function connect(was: Connection, at: Circumstances, ...first: Command[]): Step {
  const { now } = at;
  const state = { ...was, phase: 'connecting', retryAt: now + PATIENCE } as const;
  const blocked = was.failures >= BLOCKED_AFTER;
  if (!blocked) return [scheduled({ ...state, pollAt: NEVER }), ...first, 'connect'];
  if (was.pollAt < NEVER && was.pollAt > now) return [scheduled(state), ...first, 'connect'];
  return [polling(state, at), ...first, 'connect', 'poll'];
}

const scheduled = (state: Connection): Connection => ({
  ...state,
  due: Math.min(state.retryAt, state.pollAt, state.answerAt),
});

/** With a plain request on its way. */
const polling = (state: Connection, at: Circumstances): Connection =>
  scheduled({ ...state, pollAt: nextPoll(at), answerAt: at.now + ANSWER_PATIENCE });

function heard(was: Connection, { now, moving, chance }: Circumstances): Connection {
  const first = was.phase === 'connecting';
  const retryAt = first ? now + RENEW_AFTER + chance * RENEW_WITHIN : was.retryAt;
  const due = Math.min(retryAt, now + (moving ? QUIET_WHILE_MOVING : QUIET));
  return { ...unconnected, phase: 'open', retryAt, due };
}

function lost(was: Connection, at: Circumstances, ...first: Command[]): Step {
  const failures = was.failures + 1;
  const delay = Math.min(LAST_RETRY, FIRST_RETRY * 2 ** was.failures) * (0.5 + at.chance / 2);
  const cut = was.cut || was.phase === 'open';
  const state = { ...was, phase: 'waiting', failures, cut, retryAt: at.now + delay } as const;
  return failures >= BLOCKED_AFTER && was.pollAt === NEVER
    ? [polling(state, at), ...first, 'poll']
    : [scheduled(state), ...first];
}

function tick(was: Connection, at: Circumstances): Step {
  const { now } = at;
  if (was.phase === 'open') {
    if (was.answerAt < NEVER) return lost({ ...was, answerAt: NEVER }, at, 'disconnect');
    // A new one at once: nothing is wrong with this one but its age.
    if (now >= was.retryAt) return connect(was, at, 'disconnect');
    const answerAt = now + ANSWER_PATIENCE;
    return [{ ...was, answerAt, due: answerAt }, 'ping'];
  }
  if (now >= was.answerAt) return [scheduled({ ...was, cut: true, answerAt: NEVER })];
  if (now >= was.retryAt) {
    return was.phase === 'waiting' ? connect(was, at) : lost({ ...was, cut: true }, at, 'disconnect');
  }
  return [polling(was, at), 'poll'];
}
