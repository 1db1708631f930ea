import type { Fault, FaultKind, Faults } from '../../local/faults/faults.ts';
import type { Agenda } from '../machine/agenda.ts';
import type { Chance } from '../machine/randomness.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/**
 * Everything that can go wrong, each with how often it does where it could: light, and heavy. Of a call, a delivery,
 * an item, an invocation, or of a phone's way, as the name says.
 */
export const SWITCHES = {
  /** A call is answered with an error or a throttle, and nothing was done. */
  'call-refused': [0.002, 0.03],
  /** A call is not answered in time, and nothing was done. */
  'call-lost': [0.001, 0.01],
  /** A call did its work, and the answer is an error, or never comes. */
  'answer-lost': [0.001, 0.02],
  /** A call takes seconds. */
  'call-slow': [0.002, 0.03],
  /** A function dies as it makes a call: before it, or once its work is done. */
  'function-dies': [0.0005, 0.01],
  /** A function's memory is gone between two invocations. */
  'function-forgets': [0.002, 0.05],
  /** One item of a batch is refused, the call itself taken. */
  'item-refused': [0.005, 0.05],
  /** An event, a message, a timer or a batch of records comes twice. */
  'delivered-twice': [0.01, 0.2],
  /** An event, a message or a timer is overtaken by others, by minutes. */
  'delivered-late': [0.01, 0.15],
  /** The same, by hours up to two days. */
  'delivered-days-late': [0.0005, 0.01],
  /** A stream stands still for minutes, up to an hour. */
  'stream-stands': [0.0005, 0.003],
  /** What an index says is seconds old. */
  'index-late': [0.05, 0.5],
  /** The answer to somebody's request is lost on the way, or the request is. */
  'network-lost': [0.005, 0.05],
  /** Amazon Location finds no way, or says nothing of a fence. */
  'location-blind': [0.01, 0.2],
  /** A phone has no network for minutes to hours, and then sends all it has kept. */
  'phone-offline': [0.02, 0.25],
  /** A phone's clock is wrong, by seconds to minutes. */
  'phone-clock': [0.05, 0.4],
  /** A receiver is off by more than it says, jumps, or has no idea. */
  'phone-lost': [0.01, 0.08],
  /** What a phone kept, it sends in any order, and some of it twice. */
  'phone-shuffles': [0.1, 0.6],
  /** A technician, or two in the office, do the same or the opposite at once. */
  'people-at-once': [0.03, 0.25],
} as const satisfies Record<string, readonly [light: number, heavy: number]>;

export type Switch = keyof typeof SWITCHES;
/** How often each of them hits in a world; what is not in it never does. */
export type Switches = Readonly<Partial<Record<Switch, number>>>;

/** Which of them a world has, and how often they hit: a third of them not at all, a few hard. */
export function drawSwitches(chance: Chance): Switches {
  const mood = chance.whole(0, 3);
  return Object.fromEntries(
    Object.entries(SWITCHES).flatMap(([name, [light, heavy]]) => {
      const draw = chance.next();
      if (mood === 0 || draw < 0.35) return [];
      return [[name, draw < (mood === 3 ? 0.6 : 0.85) ? light : heavy]];
    }),
  );
}

/** The world at its worst, until it is told to be good. */
export interface Trouble {
  /** Whether it hits now; each switch has a chance of its own. */
  hits(name: Switch): boolean;
  /** True while things may go wrong at all. */
  on(): boolean;
  /** Of the switch, how much: a number drawn from its own chance. */
  amount(name: Switch, low: number, high: number): number;
  /** How long what is delivered is held back, in milliseconds. */
  delay(): number;
  /** For the emulators, which ask about what only they can feel. */
  readonly faults: Pick<Faults, 'meet'>;
  /** How often anything has hit. */
  total(): number;
  /** What has hit so far. */
  readonly counts: Readonly<Partial<Record<Switch, number>>>;
}

export interface TroubleOptions {
  readonly switches: Switches;
  readonly chanceFor: (name: string) => Chance;
  readonly agenda: Agenda;
  /** Epoch ms; from then on nothing goes wrong any more. */
  readonly until: number;
  readonly told: (name: Switch) => void;
}

export function createTrouble({ switches, chanceFor, agenda, until, told }: TroubleOptions): Trouble {
  const chances = new Map<string, Chance>();
  const counts: Partial<Record<Switch, number>> = {};
  let total = 0;
  const chance = (name: string): Chance => {
    const known = chances.get(name) ?? chanceFor(`trouble ${name}`);
    chances.set(name, known);
    return known;
  };
  const on = () => agenda.now() < until;
  const hits = (name: Switch) => {
    const probability = switches[name] ?? 0;
    const hit = on() && chance(name).hits(probability);
    if (hit) {
      total += 1;
      counts[name] = (counts[name] ?? 0) + 1;
      told(name);
    }
    return hit;
  };
  const amount = (name: Switch, low: number, high: number) => chance(`${name} amount`).between(low, high);
  return {
    hits,
    on,
    amount,
    counts,
    total: () => total,
    delay() {
      const left = Math.max(0, until - agenda.now());
      if (hits('delivered-days-late')) return Math.min(left, amount('delivered-days-late', HOUR, 48 * HOUR));
      return hits('delivered-late') ? Math.min(left, amount('delivered-late', SECOND, 10 * MINUTE)) : 0;
    },
    faults: {
      meet(service, operation, kinds) {
        const meets = (kind: FaultKind, name: Switch) => kinds.includes(kind) && hits(name);
        const fault = (kind: FaultKind, when: Fault['when']) => ({ service, operation, kind, when }) as Fault;
        if (meets('duplicate', 'delivered-twice')) return fault('duplicate', 'before');
        if (meets('item-errors', 'item-refused'))
          return fault('item-errors', chance('item-refused amount').hits(0.5) ? 'after' : 'before');
        return meets('no-route', 'location-blind') ? fault('no-route', 'before') : undefined;
      },
    },
  };
}
