import { describe, expect, it } from 'vitest';
import type { Drive } from '../../../shared/drives/drive.ts';
import { stillStands } from '../../../shared/visits/ask.ts';
import { aVisit, NINA, NOW, REACHED } from '../../support/a-visit.ts';

const ASK = {
  kind: 'start_next',
  visitId: 'visit_1',
  leftVisitId: 'visit_0',
  at: '2026-11-20T16:59:00.000Z',
} as const;
const NEXT = aVisit(REACHED.dispatched);
const driveTo = (visitId: string): Drive => ({ visitId, accountId: 'account_1', trip: 1, since: NOW });
const HOME = 'America/Los_Angeles';

describe('whether a technician is still asked to start the next visit', () => {
  it.each([
    ['as long as nothing else happens', true, NEXT, {}, NOW],
    ['while they were last seen to arrive where they left', true, NEXT, { stay: driveTo('visit_0') }, NOW],
    ['not once it began', false, aVisit(REACHED.en_route), {}, NOW],
    ['not once it was recalled', false, aVisit(REACHED.pending_dispatch), {}, NOW],
    ['not once it was cancelled', false, aVisit(REACHED.cancelled), {}, NOW],
    ['not while it is on hold', false, { ...NEXT, hold: { since: ASK.at, reason: 'no parts' } }, {}, NOW],
    ['not once it is somebody else’s', false, { ...NEXT, technicians: [NINA] }, {}, NOW],
    ['not when it cannot be found', false, undefined, {}, NOW],
    ['not on the way to another', false, NEXT, { drive: driveTo('visit_2') }, NOW],
    ['not after arriving at another', false, NEXT, { stay: driveTo('visit_2') }, NOW],
    ['in the last minute of the day', true, NEXT, {}, Date.parse('2026-11-21T07:59:59Z')],
    ['not on the next day', false, NEXT, {}, Date.parse('2026-11-21T08:00:00Z')],
  ] as const)('%s', (_, stands, next, whereabouts, now) => {
    expect(stillStands(ASK, 'marcus', next, whereabouts, HOME, now)).toBe(stands);
  });
});
