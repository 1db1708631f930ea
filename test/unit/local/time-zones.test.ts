import { expect, it } from 'vitest';
import { instantOfLocalTime } from '../../../local/emulators/time-zones.ts';

it.each([
  ['in winter', '2026-11-20T09:30:00', 'America/Los_Angeles', '2026-11-20T17:30:00Z'],
  ['in summer', '2026-07-20T09:30:00', 'America/Los_Angeles', '2026-07-20T16:30:00Z'],
  ['east of Greenwich', '2026-01-01T00:15:00', 'Asia/Kolkata', '2025-12-31T18:45:00Z'],
  ['skipped in spring', '2026-03-08T02:30:00', 'America/Los_Angeles', '2026-03-08T10:30:00Z'],
  ['told twice in autumn', '2026-11-01T01:30:00', 'America/Los_Angeles', '2026-11-01T08:30:00Z'],
  ['just after it was told twice', '2026-11-01T02:30:00', 'America/Los_Angeles', '2026-11-01T10:30:00Z'],
])('a local time %s is one instant', (_, local, zone, instant) => {
  expect(instantOfLocalTime(local, zone)).toBe(Date.parse(instant));
});
