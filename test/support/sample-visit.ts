import { defaultSettings } from '../../shared/team/default-settings.ts';
import type { Account, Settings } from '../../shared/team/settings.ts';
import type { Visit } from '../../shared/visits/visit.ts';

/** Mike's Contracting, in New York, with the default settings but for `more`. */
export const sampleAccount = (more: Partial<Settings> = {}): Account => ({
  accountId: 'account_mike',
  enabled: true,
  settings: {
    ...defaultSettings({ name: "Mike's Contracting", phone: '+12125550100', timeZone: 'America/New_York' }),
    ...more,
  },
  version: 1,
  updatedAt: '2026-11-20T12:00:00.000Z',
});

/** A visit of Marcus to Dana on a Friday morning in New York. */
export const sampleVisit = (more: Partial<Visit> = {}): Visit => ({
  visitId: 'visit_1',
  accountId: 'account_mike',
  status: 'en_route',
  version: 3,
  window: { start: '2026-11-20T14:00:00.000Z', end: '2026-11-20T16:00:00.000Z' },
  customer: { customerId: 'customer_1', name: 'Dana Whitfield', phone: '+14155550134' },
  address: { line: '48 Willow Ln', lat: 40.7, lng: -74, verified: true, timeZone: 'America/New_York' },
  technicians: [{ memberId: 'member_marcus', firstName: 'Marcus', vehicle: 'White Ford Transit' }],
  driverId: 'member_marcus',
  trip: 1,
  job: 'Furnace tune-up',
  priority: 'normal',
  tags: [],
  link: { hash: 'a'.repeat(64), generation: 1, expiresAt: '2026-11-27T16:00:00.000Z' },
  enRouteAt: '2026-11-20T13:50:00.000Z',
  changedAt: '2026-11-20T13:50:00.000Z',
  createdAt: '2026-11-20T12:00:00.000Z',
  updatedAt: '2026-11-20T13:50:00.000Z',
  ...more,
});
