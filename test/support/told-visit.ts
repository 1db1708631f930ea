import type { Visit } from '../../web/dispatch/api/types.ts';

/** A visit as the API tells the office of it: ten to twelve, Marcus's. */
export const told = (more: Partial<Visit> = {}): Visit => ({
  visitId: 'visit_1',
  status: 'pending_dispatch',
  version: 1,
  window: { start: '2026-11-20T10:00:00.000Z', end: '2026-11-20T12:00:00.000Z' },
  customer: { customerId: 'customer_1', name: 'Dana Whitfield', phone: '+14155550123' },
  address: { line: '48 Willow Ln', lat: 37.76, lng: -122.42, verified: true, timeZone: 'UTC' },
  technicianIds: ['marcus'],
  job: 'Furnace tune-up',
  priority: 'normal',
  tags: ['gas'],
  createdAt: '2026-11-19T10:00:00.000Z',
  updatedAt: '2026-11-19T10:00:00.000Z',
  ...more,
});

/** So many hours after midnight of that day. */
export const at = (hour: number): number => Date.parse('2026-11-20T00:00:00.000Z') + hour * 3_600_000;
export const iso = (hour: number): string => new Date(at(hour)).toISOString();
export const between = (start: number, end: number) => ({ start: iso(start), end: iso(end) });
