import type { Trouble } from '../cloud/faults.ts';
import type { Gateway } from '../cloud/gateway.ts';
import type { Chance } from '../machine/randomness.ts';
import { pause } from '../machine/take-over.ts';
import type { Technician } from './cast.ts';
import { beside } from './ground.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** How often it sends on the way. */
const EVERY = 30 * SECOND;
/** So long after it stopped moving it looks and sends only now and then. */
const RESTS_AFTER = 4 * MINUTE;

/** A fix as a phone keeps it until it can send it. */
interface Kept {
  readonly at: string;
  readonly lat: number;
  readonly lng: number;
  readonly accuracy?: number;
  readonly speed?: number;
}

export interface PhoneOptions {
  readonly technician: Technician;
  readonly gateway: Gateway;
  readonly chance: Chance;
  readonly trouble: Trouble;
  readonly now: () => number;
}

/** The phone of a technician on duty, as long as it runs. */
export interface Phone {
  /** Since when, by the world's clock, it has sent all it had with its clock right; undefined while it does not. */
  soundSince(): number | undefined;
  stop(): void;
}

/** Keeps a fix every few seconds on the way and every minute at rest, and sends what it has kept now and then. */
export function startPhone({ technician, gateway, chance, trouble, now }: PhoneOptions): Phone {
  let running = true;
  let kept: Kept[] = [];
  let sentAt = 0;
  let offlineUntil = 0;
  let sound: number | undefined = now();
  const skew = trouble.hits('phone-clock') ? trouble.amount('phone-clock', -10 * MINUTE, 3 * MINUTE) : 0;
  const look = () => {
    const truth = technician.body.at(now());
    const lost = trouble.hits('phone-lost');
    if (lost) sound = undefined;
    const off = lost ? trouble.amount('phone-lost', 100, 5000) : chance.between(0, 8);
    const place = beside(truth, off * chance.between(-1, 1), off * chance.between(-1, 1));
    kept.push({
      at: new Date(now() + skew).toISOString(),
      lat: Math.round(place.lat * 1e6) / 1e6,
      lng: Math.round(place.lng * 1e6) / 1e6,
      ...(chance.hits(0.95) && {
        accuracy: lost ? chance.one([5, 50, 1000]) : Math.round(chance.between(4, 15)),
      }),
      ...(chance.hits(0.9) && { speed: Math.round(truth.speed * 10) / 10 }),
    });
    return truth.speed;
  };
  const send = async () => {
    if (trouble.hits('phone-offline'))
      offlineUntil = now() + trouble.amount('phone-offline', MINUTE, 3 * 60 * MINUTE);
    if (offlineUntil > now()) {
      sound = undefined;
      return;
    }
    let batch = kept.splice(0, 100);
    if (batch.length > 3 && trouble.hits('phone-shuffles')) batch = shuffled(batch, chance);
    if (batch.length === 0) return;
    sentAt = now();
    const answer = await gateway.call({
      route: 'POST /positions',
      as: technician,
      body: { positions: batch },
    });
    if (answer.status !== 202) {
      sound = undefined;
      if (answer.status === undefined || answer.status >= 500) kept = [...batch, ...kept];
      return;
    }
    for (const { at, lat, lng } of batch) technician.told.push({ at: Date.parse(at), lat, lng, now: now() });
    if (kept.length > 0) return;
    if (Math.abs(skew) < SECOND) sound ??= now();
  };
  let movedAt = now();
  const run = async () => {
    while (running) {
      if (look() > 0) movedAt = now();
      const isResting = now() - movedAt > RESTS_AFTER;
      if (isResting || now() - sentAt >= EVERY) await send();
      await pause(isResting ? chance.between(2, 4) * MINUTE : chance.between(8, 12) * SECOND);
    }
  };
  void run();
  return {
    soundSince: () => (Math.abs(skew) < SECOND ? sound : undefined),
    stop: () => {
      running = false;
    },
  };
}

/** In any order, and one of them twice. */
function shuffled<T>(things: readonly T[], chance: Chance): T[] {
  const ranked = [...things, chance.one(things)].map((thing) => ({ thing, rank: chance.next() }));
  return ranked.sort((a, b) => a.rank - b.rank).map(({ thing }) => thing);
}
