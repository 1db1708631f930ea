import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { advance, type DriveState, newDrive } from '../../../shared/tracking/drive-state.ts';
import type { Fix } from '../../../shared/tracking/fix.ts';
import { findLatest } from '../../../shared/tracking/latest-items-store.ts';
import { advanceLatest } from '../../../shared/tracking/latest-store.ts';
import { publicDrive } from '../../../shared/tracking/public-drive.ts';
import { driveTo, fix, SET_OFF } from '../../support/drives.ts';
import { startTables } from '../../support/real-tables.ts';
import '../../support/property-seed.ts';

let tables: Awaited<ReturnType<typeof startTables>>;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

const DRIVE = driveTo();
/** Setting off, and a way of some minutes north, with a fix every ten seconds. */
const BEGINNING = [fix(0, 0, -9000)];
const WAY: readonly Fix[] = Array.from({ length: 40 }, (_, n) => fix(60 + n * 10, 0, -8000 + n * 120));
const NEWEST = WAY.at(-1) as Fix;

/** A batch as a phone sends it, and how many minutes after its last fix it comes. */
const batch = fc
  .tuple(fc.nat({ max: WAY.length - 1 }), fc.integer({ min: 1, max: 25 }), fc.integer({ min: 0, max: 30 }))
  .map(([from, size, delay]) => ({ fixes: WAY.slice(from, from + size), delay }));
const LAST = { fixes: WAY.slice(-7), delay: 0 };

/** Batches that overlap, come twice and leave gaps; the last of the way is somewhere among them. */
const deliveries = fc
  .array(batch, { maxLength: 8 })
  .chain((some) => fc.shuffledSubarray([...some, ...some, LAST, LAST], { minLength: 1 }))
  .map((order) => (order.includes(LAST) ? order : [...order, LAST]));

let technicians = 0;

it('whatever the order, the repetition and the delay of batches, the live position ends at the newest fix', async () => {
  await fc.assert(
    fc.asyncProperty(deliveries, async (order) => {
      const reporter = { memberId: `shuffled_${technicians++}`, accountId: 'account_1' };
      let state = newDrive(DRIVE, reporter.memberId);
      let shown = Number.NEGATIVE_INFINITY;
      for (const { fixes, delay } of [{ fixes: BEGINNING, delay: 0 }, ...order]) {
        const now = (fixes.at(-1) as Fix).at + delay * 60_000;
        await advanceLatest(reporter, fixes, now);
        const [latest] = await findLatest([reporter.memberId]);
        // The stream may hand the same record over again, and in between.
        state = followed(followed(state, latest?.fixes, now), fixes === BEGINNING ? [] : latest?.fixes, now);
        const at = state.last?.at ?? SET_OFF;
        expect(at).toBeGreaterThanOrEqual(shown);
        shown = at;
      }
      const [latest] = await findLatest([reporter.memberId]);
      expect(latest?.fixes.at(-1)?.at).toBe(NEWEST.at);
      const { position } = publicDrive(state, NEWEST.at);
      expect(position?.at).toBe(new Date(NEWEST.at).toISOString());
      expect(position?.lat).toBeCloseTo(NEWEST.lat, 5);
    }),
    { numRuns: 40 },
  );
});

const followed = (state: DriveState, fixes: readonly Fix[] = [], now: number): DriveState =>
  advance(state, fixes, DRIVE, now).state;
