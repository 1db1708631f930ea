import { afterAll, beforeAll, expect, it } from 'vitest';
import { DAY, instant, MINUTE } from '../../../shared/kernel/time.ts';
import { saveMember } from '../../../shared/team/member-store.ts';
import { advanceLatest } from '../../../shared/tracking/latest-store.ts';
import { technicianPositions } from '../../../shared/tracking/technician-positions.ts';
import { startTables } from '../../support/real-tables.ts';

let tables: Awaited<ReturnType<typeof startTables>>;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

const NOW = Date.parse('2026-11-20T17:00:00Z');

async function seen(name: string, ago: number, more: object = {}) {
  const reporter = { memberId: `member_${name}`, accountId: 'account_1' };
  await saveMember({ ...reporter, role: 'technician', name, active: true, ...more });
  const at = NOW - ago;
  const fixes = [
    { at: at - 1000, lat: 37.1, lng: -122.1, battery: 64 },
    { at, lat: 37.2, lng: -122.2, accuracy: 5 },
  ];
  await advanceLatest({ ...reporter, ...more }, fixes, at);
}

it('lists where the technicians of the account were last seen, today and no longer', async () => {
  await seen('Rosa', MINUTE);
  await seen('Marcus', 5 * MINUTE);
  await seen('Yesterday', DAY + MINUTE);
  await seen('Gone', MINUTE, { active: false });
  await seen('Elsewhere', MINUTE, { accountId: 'account_2' });

  const positions = await technicianPositions('account_1', NOW);
  expect(positions.map(({ name }) => name)).toEqual(['Marcus', 'Rosa']);
  expect(positions[1]).toEqual({
    memberId: 'member_Rosa',
    name: 'Rosa',
    lat: 37.2,
    lng: -122.2,
    at: instant(NOW - MINUTE),
    accuracy: 5,
    speed: null,
    heading: null,
    age: 60,
    battery: 64,
    batteryAt: instant(NOW - MINUTE - 1000),
    source: 'app',
  });
});

it('calls a position new that came while the list was made', async () => {
  await seen('Ahead', -20, { accountId: 'account_3' });
  expect(await technicianPositions('account_3', NOW)).toMatchObject([{ name: 'Ahead', age: 0 }]);
});
