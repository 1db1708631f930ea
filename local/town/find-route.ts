import { type Block, type Network, pointAt } from './network.ts';
import { between, closestShare, distance, type Place, type Point, toPlace, toPoint } from './plane.ts';

/** A stretch of a route along one street. */
export interface Stretch {
  readonly street: string;
  /** Where in the route's geometry it begins. */
  readonly offset: number;
  readonly meters: number;
  readonly seconds: number;
}

/** A drive, kerb to kerb. */
export interface Route {
  readonly places: readonly Place[];
  /** Seconds from setting off at each place; as many as places. */
  readonly times: readonly number[];
  readonly stretches: readonly Stretch[];
  readonly meters: number;
  readonly seconds: number;
}

/** A point on the street, nearest to some place. */
interface Kerb {
  readonly block: number;
  readonly share: number;
  readonly point: Point;
}

/** A piece of one block that is driven. */
interface Piece {
  readonly to: Point;
  readonly block: Block;
  readonly seconds: number;
}

/** The quickest way along the streets, from the kerb nearest to one place to the kerb nearest to the other. */
export function findRoute(network: Network, origin: Place, destination: Place): Route {
  const start = nearestKerb(network, toPoint(origin));
  const goal = nearestKerb(network, toPoint(destination));
  return assemble(network, start.point, findPieces(network, start, goal));
}

/** The point of any street closest to a place. */
export function nearestStreet(network: Network, place: Place): { street: string; place: Place } {
  const kerb = nearestKerb(network, toPoint(place));
  return { street: nameOf(network, blockAt(network, kerb.block)), place: toPlace(kerb.point) };
}

function nearestKerb(network: Network, point: Point): Kerb {
  let best: Kerb & { away: number } = { block: -1, share: 0, point, away: Number.POSITIVE_INFINITY };
  for (const [n, { from, to }] of network.blocks.entries()) {
    const [a, b] = [pointAt(network.crossings, from), pointAt(network.crossings, to)];
    const share = closestShare(point, a, b);
    const there = between(a, b, share);
    const away = distance(point, there);
    if (away < best.away) best = { block: n, share, point: there, away };
  }
  return best;
}

function findPieces(network: Network, start: Kerb, goal: Kerb): Piece[] {
  const startBlock = blockAt(network, start.block);
  if (start.block === goal.block)
    return [
      { to: goal.point, block: startBlock, seconds: startBlock.seconds * Math.abs(goal.share - start.share) },
    ];
  const { cameBy, last } = search(network, start, goal);
  const pieces: Piece[] = [];
  for (let crossing = last, by = cameBy.get(last); by; crossing = by.from, by = cameBy.get(crossing))
    pieces.unshift({ to: pointAt(network.crossings, crossing), block: by.block, seconds: by.seconds });
  const goalBlock = blockAt(network, goal.block);
  const share = last === goalBlock.from ? goal.share : 1 - goal.share;
  return [...pieces, { to: goal.point, block: goalBlock, seconds: goalBlock.seconds * share }];
}

/** How a crossing is reached soonest: from which one (−1: from the start), by which block. */
interface Step {
  readonly from: number;
  readonly block: Block;
  readonly seconds: number;
}

/** Dijkstra from both ends of the first block until both ends of the last are settled; 800 crossings need no heap. */
function search(network: Network, start: Kerb, goal: Kerb): { cameBy: Map<number, Step>; last: number } {
  const first = blockAt(network, start.block);
  const final = blockAt(network, goal.block);
  const reached = new Map<number, number>();
  const cameBy = new Map<number, Step>();
  const open = new Map<number, number>();
  const settled = new Set<number>();
  const reach = (crossing: number, at: number, step: Step) => {
    if (at >= (reached.get(crossing) ?? Number.POSITIVE_INFINITY)) return;
    reached.set(crossing, at);
    open.set(crossing, at);
    cameBy.set(crossing, step);
  };
  for (const [crossing, share] of [
    [first.from, start.share],
    [first.to, 1 - start.share],
  ] as const)
    reach(crossing, first.seconds * share, { from: -1, block: first, seconds: first.seconds * share });
  while (!(settled.has(final.from) && settled.has(final.to))) {
    const crossing = soonest(open);
    open.delete(crossing);
    settled.add(crossing);
    const at = reached.get(crossing) ?? 0;
    for (const block of (network.blocksAt[crossing] ?? []).map((n) => blockAt(network, n)))
      reach(block.from === crossing ? block.to : block.from, at + block.seconds, {
        from: crossing,
        block,
        seconds: block.seconds,
      });
  }
  const viaFrom = (reached.get(final.from) ?? 0) + final.seconds * goal.share;
  const viaTo = (reached.get(final.to) ?? 0) + final.seconds * (1 - goal.share);
  return { cameBy, last: viaFrom <= viaTo ? final.from : final.to };
}

function soonest(open: ReadonlyMap<number, number>): number {
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  for (const [crossing, at] of open) {
    if (at < least) [best, least] = [crossing, at];
  }
  if (best < 0) throw new Error('The town is not connected.');
  return best;
}

function assemble(network: Network, start: Point, pieces: readonly Piece[]): Route {
  const points = [start];
  const times = [0];
  const stretches: Stretch[] = [];
  for (const { to, block, seconds } of pieces) {
    const from = points.at(-1) ?? start;
    const street = nameOf(network, block);
    const meters = distance(from, to);
    const previous = stretches.at(-1);
    if (previous?.street === street)
      stretches.splice(-1, 1, {
        ...previous,
        meters: previous.meters + meters,
        seconds: previous.seconds + seconds,
      });
    else stretches.push({ street, offset: points.length - 1, meters, seconds });
    points.push(to);
    times.push((times.at(-1) ?? 0) + seconds);
  }
  const total = (of: 'meters' | 'seconds') => stretches.reduce((sum, stretch) => sum + stretch[of], 0);
  return {
    places: points.map(toPlace),
    times,
    stretches,
    meters: total('meters'),
    seconds: total('seconds'),
  };
}

function blockAt(network: Network, n: number): Block {
  const block = network.blocks[n];
  if (!block) throw new RangeError(`no block ${n}`);
  return block;
}

const nameOf = (network: Network, block: Block) => network.streets[block.street]?.name ?? '';
