import { defaultSettings } from '../../shared/team/default-settings.ts';
import { draftVisit } from '../../shared/visits/draft-visit.ts';
import type { AssignedTechnician, By, Visit } from '../../shared/visits/visit.ts';

export const NOW = Date.parse('2026-11-20T17:00:00Z');

export const SETTINGS = defaultSettings({
  name: 'Acme Heating',
  phone: '+14155550142',
  timeZone: 'America/Los_Angeles',
});

export const MARCUS: AssignedTechnician = {
  memberId: 'marcus',
  firstName: 'Marcus',
  photoUrl: 'https://example.com/marcus.jpg',
  vehicle: 'White Ford Transit',
};
export const NINA: AssignedTechnician = { memberId: 'nina', firstName: 'Nina' };

export const DESK: By = { role: 'dispatcher', memberId: 'dee' };
export const OWNER: By = { role: 'owner', memberId: 'olga' };
export const PHONE: By = { role: 'technician', memberId: 'marcus' };
export const SYSTEM: By = { role: 'system' };

/** A visit as booked an hour ago for Marcus, but for `more`. */
export const aVisit = (more: Partial<Visit> = {}): Visit => ({
  ...draftVisit({
    visitId: 'visit_1',
    accountId: 'account_1',
    input: {
      address: { line: '48 Willow Ln' },
      window: { start: '2026-11-20T18:00:00.000Z', end: '2026-11-20T20:00:00.000Z' },
      job: 'Furnace tune-up',
      notes: 'Key under the mat',
      tags: ['gas'],
    },
    customer: { customerId: 'customer_1', name: 'Dana Whitfield', phone: '+14155550123' },
    address: {
      line: '48 Willow Ln',
      lat: 37.7596,
      lng: -122.4269,
      verified: true,
      timeZone: 'America/Los_Angeles',
    },
    technicians: [MARCUS],
    secret: 'a secret of this deployment',
    now: NOW - 3_600_000,
  }),
  ...more,
});

/** Each status as a visit of Marcus's reaches it. */
export const REACHED: Readonly<Record<Visit['status'], Partial<Visit>>> = {
  pending_dispatch: {},
  dispatched: { status: 'dispatched' },
  en_route: { status: 'en_route', driverId: 'marcus', trip: 1, enRouteAt: '2026-11-20T16:30:00.000Z' },
  arrived: {
    status: 'arrived',
    driverId: 'marcus',
    trip: 1,
    enRouteAt: '2026-11-20T16:30:00.000Z',
    arrivedAt: '2026-11-20T16:45:00.000Z',
  },
  completed: {
    status: 'completed',
    driverId: 'marcus',
    trip: 1,
    enRouteAt: '2026-11-20T16:30:00.000Z',
    arrivedAt: '2026-11-20T16:45:00.000Z',
    completedAt: '2026-11-20T16:55:00.000Z',
  },
  cancelled: { status: 'cancelled' },
};
