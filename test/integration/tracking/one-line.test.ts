import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { advanceDriver } from '../../../shared/tracking/driver-latest-store.ts';
import type { Fix } from '../../../shared/tracking/fix.ts';
import { findLatest } from '../../../shared/tracking/latest-items-store.ts';
import { advanceLatest } from '../../../shared/tracking/latest-store.ts';
import { startTables } from '../../support/real-tables.ts';
import '../../support/property-seed.ts';

let tables: Awaited<ReturnType<typeof startTables>>;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

const START = Date.parse('2026-11-20T17:00:00Z');
const PHONE = { lat: 37.7, lng: -122.4 };
const VEHICLE = { lat: 37.8, lng: -122.5, source: 'vehicle' } as const;
const at = (second: number) => START + second * 1000;
const phone = (...seconds: number[]): Fix[] => seconds.map((second) => ({ ...PHONE, at: at(second) }));
const vehicle = (...seconds: number[]): Fix[] => seconds.map((second) => ({ ...VEHICLE, at: at(second) }));

let technicians = 0;
const aDriver = (since = 0) => {
  const memberId = `line_${technicians++}`;
  const tell = async (fixes: readonly Fix[]) => {
    const now = (fixes.at(-1) as Fix).at;
    if (fixes[0]?.source) await advanceDriver({ memberId, since: at(since) }, 'account_1', fixes, now);
    else await advanceLatest({ memberId, accountId: 'account_1' }, fixes, now);
  };
  const shown = async () => (await findLatest([memberId]))[0]?.fixes ?? [];
  return { tell, shown };
};
const told = (fixes: readonly Fix[]) =>
  fixes.map((fix) => `${fix.source ?? 'phone'} ${(fix.at - START) / 1000}`);

it.each([
  ['59.999 s after the phone', [phone(0), vehicle(59.999)], ['phone 0']],
  ['60 s after the phone', [phone(0), vehicle(60)], ['vehicle 60']],
  ['across that moment', [phone(0), vehicle(50, 60, 70)], ['vehicle 60', 'vehicle 70']],
  ['where no phone was heard', [vehicle(1, 2)], ['vehicle 1', 'vehicle 2']],
  ['until the phone speaks again', [phone(0), vehicle(60, 70), phone(75), vehicle(80)], ['phone 75']],
  ['late', [phone(0), vehicle(60, 90), vehicle(70, 80)], ['vehicle 60', 'vehicle 90']],
  [
    'just ahead of a phone that speaks again, no more',
    [phone(0), vehicle(60, 70), phone(69), vehicle(80), phone(79)],
    ['phone 79'],
  ],
  [
    'ahead of a backlog of the phone',
    [phone(0), vehicle(60), vehicle(300), phone(100, 200), vehicle(310)],
    ['vehicle 310'],
  ],
])('a vehicle counts %s', async (_, deliveries, line) => {
  const { tell, shown } = aDriver();
  for (const fixes of deliveries) await tell(fixes);
  expect(told(await shown())).toEqual(line);
});

it.each([
  [9.999, []],
  [10, ['vehicle 10']],
])('a fix of the vehicle at %d s counts for who drives since second 10: %j', async (second, line) => {
  const { tell, shown } = aDriver(10);
  await tell(vehicle(second));
  expect(told(await shown())).toEqual(line);
});

/** Batches of either source, of fixes some seconds apart, delivered in any order, some of them twice. */
const batch = fc
  .tuple(fc.boolean(), fc.nat({ max: 400 }), fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 6 }))
  .map(([isPhone, first, steps]) => {
    const seconds = [first];
    for (const step of steps) seconds.push((seconds.at(-1) ?? 0) + step);
    return isPhone ? phone(...seconds) : vehicle(...seconds);
  });
const deliveries = fc
  .array(batch, { minLength: 2, maxLength: 12 })
  .chain((batches) => fc.shuffledSubarray([...batches, ...batches.slice(0, 3)], { minLength: 2 }));

it('whatever comes in whatever order is one line: forward in time, and in no minute more than one change of source', async () => {
  await fc.assert(
    fc.asyncProperty(deliveries, async (order) => {
      const { tell, shown } = aDriver();
      const line: Fix[] = [];
      for (const fixes of order) {
        await tell(fixes);
        const now = await shown();
        if (now.at(-1)?.at !== line.at(-1)?.at) line.push(...now);
      }
      for (let n = 1; n < line.length; n++) expect(line[n]?.at).toBeGreaterThan(line[n - 1]?.at ?? 0);
      for (const [n, fix] of line.entries()) {
        const minute = line.slice(n).filter((one) => one.at < fix.at + 60_000);
        const changes = minute.filter((one, k) => k > 0 && one.source !== minute[k - 1]?.source);
        expect(changes.length).toBeLessThanOrEqual(1);
      }
    }),
    { numRuns: 60 },
  );
});
