import { type Drive, driven, type Stop, type Timed, type Tour, walk } from './tour.ts';

/** A visit nobody has, and who of the tours could do it. */
export interface Wish {
  readonly stop: Stop;
  readonly able: ReadonlySet<string>;
  /** What is urgent is placed first; a greater number is more urgent. */
  readonly urgency: number;
}

/** Days with what is proposed for them, in the order of the tours given. */
export interface Proposal {
  readonly days: readonly Day[];
  /** The ids of the wishes that fit nowhere. */
  readonly left: readonly string[];
  /** Of all days, ms. */
  readonly drive: number;
}

export interface Day {
  readonly tour: Tour;
  readonly order: readonly Stop[];
  readonly drive: number;
}

/** How many stops are walked past before what there is is good enough: some hundred ms of a small function. */
const PATIENCE = 1_000_000;

/**
 * Who could do what nobody has, with as little driving as a search from a few starts finds: each visit, the urgent
 * first, where it costs least; then one after the other taken out and put where it costs less. What a day has already
 * stays that day's; only the order of what is not fixed may become another, and nothing begins later than `latest`, or
 * than it would have without us. With as many placed, never more driving than `inTurn`.
 */
export function propose(tours: readonly Tour[], wishes: readonly Wish[], drive: Drive): Proposal {
  const search = new Search(tours, wishes, drive);
  const starts = [
    search.placed(search.asTheyAre(), byUrgency(wishes)),
    search.placed(search.asTheyAre(), byRoom(wishes)),
    inTurn(tours, wishes, drive),
  ];
  return starts
    .map((start) => search.improved(start))
    .reduce((best, one) => (isBetter(one, best, wishes) ? one : best));
}

/** What whoever does not look at a map would do: each in the order of its time to the first who is free then. */
export function inTurn(tours: readonly Tour[], wishes: readonly Wish[], drive: Drive): Proposal {
  const search = new Search(tours, wishes, drive);
  const order = wishes.toSorted((a, b) => a.stop.earliest - b.stop.earliest);
  return search.placed(search.asTheyAre(), order, 'first');
}

const byUrgency = (wishes: readonly Wish[]) =>
  wishes.toSorted((a, b) => b.urgency - a.urgency || a.stop.earliest - b.stop.earliest);

/** Those that few could do, and that have the least room, before the others that are as urgent. */
const byRoom = (wishes: readonly Wish[]) =>
  wishes.toSorted((a, b) => b.urgency - a.urgency || a.able.size - b.able.size || room(a) - room(b));
const room = ({ stop }: Wish): number => stop.latest - stop.earliest;

/** More of what is urgent, then more of the rest, then less driving. */
function isBetter(one: Proposal, other: Proposal, wishes: readonly Wish[]): boolean {
  const [a, b] = [missed(one, wishes), missed(other, wishes)];
  const differs = a.findIndex((count, index) => count !== b[index]);
  if (differs >= 0) return (a[differs] ?? 0) < (b[differs] ?? 0);
  return one.drive < other.drive - 1;
}

/** How many are left, the most urgent kind first. */
function missed({ left }: Proposal, wishes: readonly Wish[]): number[] {
  const kinds = [...new Set(wishes.map(({ urgency }) => urgency))].sort((a, b) => b - a);
  return kinds.map(
    (kind) => wishes.filter(({ stop, urgency }) => urgency === kind && left.includes(stop.id)).length,
  );
}

class Search {
  readonly #tours: readonly Tour[];
  readonly #wishes: ReadonlyMap<string, Wish>;
  readonly #drive: Drive;
  /** By how much each stop is over already, ms: that much it may be. */
  readonly #over = new Map<string, number>();
  #walked = 0;

  constructor(tours: readonly Tour[], wishes: readonly Wish[], drive: Drive) {
    this.#tours = tours;
    this.#wishes = new Map(wishes.map((wish) => [wish.stop.id, wish]));
    this.#drive = drive;
    for (const tour of tours)
      for (const { stop, over } of walk(tour, tour.stops, drive)) this.#over.set(keyOf(tour, stop), over);
  }

  /** How far over a stop may be in a day, ms. */
  private allowed(tour: Tour, stop: Stop): number {
    return this.#over.get(keyOf(tour, stop)) ?? 0;
  }

  asTheyAre(): Proposal {
    const days = this.#tours.map((tour) => this.day(tour, tour.stops));
    return this.sum(days, []);
  }

  /** With each of the wishes in turn where it costs least, or in the first place there is. */
  placed(start: Proposal, wishes: readonly Wish[], how: 'best' | 'first' = 'best'): Proposal {
    const days = [...start.days];
    const left: string[] = [];
    for (const wish of wishes) {
      const found = this.place(days, wish.stop, wish.able, how);
      if (found) days[found.index] = found.day;
      else left.push(wish.stop.id);
    }
    return this.sum(days, left);
  }

  /** One after the other taken out and put back where it costs less, and what was left tried again, until nothing gains. */
  improved(start: Proposal): Proposal {
    let now = start;
    this.#walked = 0;
    for (;;) {
      const next = this.retried(this.moved(now));
      if (next.left.length === now.left.length && next.drive >= now.drive - 1) return now;
      now = next;
      if (this.#walked > PATIENCE) return now;
    }
  }

  private moved(start: Proposal): Proposal {
    const days = [...start.days];
    for (const [home, { tour, order }] of start.days.entries())
      for (const stop of order.filter(({ fixed }) => !fixed)) {
        const from = days[home];
        const rest = from?.order.filter(({ id }) => id !== stop.id);
        const without = rest && this.#walked < PATIENCE ? this.possible(tour, rest) : undefined;
        if (!from || !without) continue;
        const able = this.#wishes.get(stop.id)?.able ?? new Set([tour.technicianId]);
        const found = this.place(days.with(home, without), stop, able, 'best');
        if (!found || found.costs + without.drive >= from.drive - 1) continue;
        days[home] = without;
        days[found.index] = found.day;
      }
    return this.sum(days, start.left);
  }

  private retried(start: Proposal): Proposal {
    const wishes = start.left.flatMap((id) => this.#wishes.get(id) ?? []);
    return this.placed(start, byUrgency(wishes));
  }

  /** Where a stop fits, and costs least. */
  private place(days: readonly Day[], stop: Stop, able: ReadonlySet<string>, how: 'best' | 'first') {
    let best: { index: number; day: Day; costs: number } | undefined;
    for (const [index, { tour, order, drive }] of days.entries()) {
      if (!able.has(tour.technicianId)) continue;
      const [first, last] = this.between(tour, order, stop);
      for (let at = first; at <= last; at++) {
        const day = this.possible(tour, order.toSpliced(at, 0, stop));
        if (!day) continue;
        const costs = day.drive - drive;
        if (how === 'first') return { index, day, costs };
        if (!best || costs < best.costs) best = { index, day, costs };
      }
    }
    return best;
  }

  /** The places in an order that are worth looking at: even without any driving the others are too late for somebody. */
  private between(tour: Tour, order: readonly Stop[], stop: Stop): readonly [first: number, last: number] {
    const latest = stop.latest + this.allowed(tour, stop);
    const after = order.findIndex(({ earliest, work }) => earliest + work > latest);
    const soonest = stop.earliest + stop.work;
    const before = order.findLastIndex((other) => other.latest + this.allowed(tour, other) < soonest);
    return [before + 1, after < 0 ? order.length : after];
  }

  /** The day in that order, unless something would begin too late in it, or what is proposed end too late. */
  private possible(tour: Tour, order: readonly Stop[]): Day | undefined {
    this.#walked += order.length;
    const timed = walk(tour, order, this.#drive);
    const isBad = ({ stop, over, ends }: Timed): boolean =>
      over > this.allowed(tour, stop) || (this.#wishes.has(stop.id) && ends > tour.to);
    return timed.some(isBad) ? undefined : { tour, order, drive: driven(timed) };
  }

  private day(tour: Tour, order: readonly Stop[]): Day {
    return { tour, order, drive: driven(walk(tour, order, this.#drive)) };
  }

  private sum(days: readonly Day[], left: readonly string[]): Proposal {
    return { days, left, drive: days.reduce((sum, { drive }) => sum + drive, 0) };
  }
}

/** A visit of several technicians is in the day of each. */
const keyOf = ({ technicianId }: Tour, { id }: Stop): string => `${technicianId} ${id}`;
