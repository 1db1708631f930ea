import { describe, expect, it } from 'vitest';
import { HOUR, instant, MINUTE, SECOND } from '../../../shared/kernel/time.ts';
import { awaitsLeaving, decideLeft } from '../../../shared/visits/leave-site.ts';
import { decideNext } from '../../../shared/visits/start-next.ts';
import type { Fact, LeavingEvidence } from '../../../shared/visits/visit.ts';
import { aVisit, NOW, REACHED } from '../../support/a-visit.ts';

const evidence = (ago: number): LeavingEvidence => ({
  source: 'geofence',
  rule: 'drove_off',
  at: instant(NOW - ago),
  distanceMeters: 90,
});
const completedAgo = (ago: number) => aVisit({ ...REACHED.completed, completedAt: instant(NOW - ago) });
const LEAVING = { trip: 1, memberId: 'marcus', at: NOW - 20 * SECOND, evidence: evidence(0), now: NOW };

describe('a site', () => {
  it.each([
    ['while its visit is on the way', aVisit(REACHED.en_route), false],
    ['from the arrival on', aVisit(REACHED.arrived), true],
    ['after completion', completedAgo(0), true],
    ['until just before two hours after it', completedAgo(2 * HOUR - 1), true],
    ['from two hours after it on', completedAgo(2 * HOUR), false],
    [
      'completed on the way there',
      aVisit({ ...REACHED.en_route, status: 'completed', completedAt: instant(NOW) }),
      false,
    ],
    ['of a visit that was cancelled', aVisit({ ...REACHED.arrived, status: 'cancelled' }), false],
    ['that was left', aVisit({ ...REACHED.arrived, leftAt: instant(NOW) }), false],
  ])('%s is expected to be left, or is not', (_, visit, expected) => {
    expect(awaitsLeaving(visit, NOW)).toBe(expected);
  });

  it('is left without a change of what the link shows, and not before the arrival', () => {
    const visit = aVisit(REACHED.arrived);
    const { after, facts } = decideLeft(visit, LEAVING) ?? expect.fail();
    expect(after).toEqual({ ...visit, version: visit.version + 1, leftAt: instant(LEAVING.at) });
    expect(facts[0]).toMatchObject({
      kind: 'visit.left',
      technicianId: 'marcus',
      evidence: LEAVING.evidence,
    });
    const early = decideLeft(visit, { ...LEAVING, at: NOW - 24 * HOUR });
    expect(early?.after.leftAt).toBe(visit.arrivedAt);
    expect(decideLeft(after, LEAVING)).toBeUndefined();
    expect(decideLeft(visit, { ...LEAVING, trip: 2 })).toBeUndefined();
  });
});

describe('what leaving a site means for the next visit', () => {
  const left = (ago: number): Pick<Fact, 'evidence'> => ({ evidence: evidence(ago) });
  it.each([
    ['completed', 'completed', left(0), 'start'],
    ['arrived', 'completed', left(0), 'ask'],
    ['completed', 'always', left(0), 'start'],
    ['arrived', 'always', left(0), 'start'],
    ['completed', 'never', left(0), 'ask'],
    ['arrived', 'never', left(0), 'ask'],
    ['completed', 'always', left(2 * MINUTE), 'start'],
    ['completed', 'always', left(2 * MINUTE + 1), 'ask'],
    ['completed', 'always', {}, 'nothing'],
  ] as const)('of one that is %s, where %s is set', (status, onLeaving, fact, expected) => {
    expect(decideNext(fact, status, onLeaving, NOW)).toBe(expected);
  });
});
