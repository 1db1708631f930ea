import { latestKey } from '../drives/drive.ts';
import type { Fix } from './fix.ts';
import { forward, phoneSilent, type Target, write } from './latest-write-store.ts';
import { PHONE_SILENCE, vehicleOnLine } from './one-line.ts';

/** The newest of a vehicle's fixes that its driver's item takes. */
const KEPT = 20;

/**
 * Until when a driver's phone is known to count, epoch ms: it only ever moves on, so that what a write was refused for
 * need not be asked again for a minute.
 */
const phoneCounts = new Map<string, number>();
const MOST_REMEMBERED = 10_000;

/**
 * Lets a vehicle's fixes be its driver's, where the phone has been silent; the others stay the vehicle's alone.
 * @param fixes in the order of their times
 * @param now epoch ms
 */
export async function advanceDriver(
  driver: { readonly memberId: string; readonly since: number },
  accountId: string,
  fixes: readonly Fix[],
  now: number,
): Promise<void> {
  const { memberId, since } = driver;
  const target: Target = { key: latestKey(memberId), type: 'latest', accountId };
  const from = Math.max(since, phoneCounts.get(memberId) ?? since);
  let left: readonly Fix[] = fixes.filter(({ at }) => at >= from).slice(-KEPT);
  for (;;) {
    const [first] = left;
    if (!first) return;
    const [moved, ...ahead] = forward(left);
    const told = moved ? [phoneSilent(first.at, moved), ...ahead] : [];
    const { written, known } = await write(target, told, now);
    if (written || known.barred) return;
    remember(memberId, known.phoneAt + PHONE_SILENCE);
    left = vehicleOnLine(left, known);
  }
}

function remember(memberId: string, until: number): void {
  if (phoneCounts.size >= MOST_REMEMBERED) phoneCounts.clear();
  phoneCounts.set(memberId, until);
}
