import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../../shared/kernel/time.ts';
import { type Terms, tourOf, wishOf } from '../../../shared/planning/day-of-team.ts';
import type { Member } from '../../../shared/team/member.ts';
import type { Visit } from '../../../shared/visits/visit.ts';
import { aVisit, NINA, NOW, REACHED } from '../../support/a-visit.ts';

const at = (clock: string) => Date.parse(`2026-11-20T${clock}:00.000Z`);
const member = (memberId: string, skills: readonly string[] = []): Member => ({
  memberId,
  accountId: 'account_1',
  role: 'technician',
  name: memberId,
  active: true,
  skills,
});
const MARCUS = member('marcus', ['Gas', 'Solar']);
const TEAM = [MARCUS, member('nina', ['solar'])];
/** Seven to seven in Los Angeles; it is nine there. */
const TERMS: Terms = {
  now: NOW,
  from: at('15:00'),
  to: at('15:00') + 12 * 60 * MINUTE,
  noShow: { minutes: 30, from: 'start' },
};
/** From ten to twelve there, for nobody. */
const open = (more: Partial<Visit> = {}) => aVisit({ technicians: [], ...more });
const window = (start: string, end: string) => ({
  start: `2026-11-20T${start}:00.000Z`,
  end: `2026-11-20T${end}:00.000Z`,
});

describe('a visit that nobody has', () => {
  it.each([
    ['is on hold', { hold: { since: '2026-11-20T16:00:00.000Z', reason: 'part' } }, 'on_hold'],
    [
      'has an address nobody could verify',
      { address: { ...aVisit().address, verified: false } },
      'unverified',
    ],
    ['should have begun', { window: window('16:00', '18:00') }, 'past'],
    ['begins before work does', { window: window('14:00', '14:30') }, 'past'],
    [
      'would end after work does',
      { window: { start: '2026-11-21T02:30:00.000Z', end: '2026-11-21T04:30:00.000Z' } },
      'outside_hours',
    ],
    ['asks for what nobody alone can do', { tags: ['gas', 'SOLAR', 'oil'] }, ['marcus']],
    ['asks for what two can do', { tags: ['solar'] }, ['marcus', 'nina']],
    ['asks for nothing anybody has as a skill', { tags: ['callback'] }, ['marcus', 'nina']],
  ] as const)('that %s', (_, more, expected) => {
    const wish = wishOf(open(more as Partial<Visit>), TEAM, TERMS);
    expect(typeof wish === 'string' ? wish : [...wish.able]).toEqual(expected);
  });

  it('that two skills are asked for which nobody has both of is for nobody', () => {
    const team = [member('marcus', ['gas']), member('nina', ['solar'])];
    expect(wishOf(open({ tags: ['gas', 'solar'] }), team, TERMS)).toBe('no_skill');
  });

  it.each([
    ['whose start is promised', TERMS.noShow, undefined, { latest: at('18:15'), work: 120 * MINUTE }],
    [
      'whose window somebody arrives in',
      { minutes: 30, from: 'end' },
      undefined,
      { latest: at('20:00'), work: 60 * MINUTE },
    ],
    [
      'that is said to take twenty minutes',
      TERMS.noShow,
      20 * MINUTE,
      { latest: at('18:15'), work: 20 * MINUTE },
    ],
  ] as const)('%s begins and ends accordingly', (_, noShow, work, expected) => {
    const wish = wishOf(open(), TEAM, { ...TERMS, noShow, work });
    expect(wish).toMatchObject({ stop: { earliest: at('18:00'), fixed: false, ...expected } });
  });
});

describe('somebody’s day', () => {
  const stopOf = (more: Partial<Visit>) => tourOf(MARCUS, [aVisit(more)], [], TERMS).stops[0];

  it.each([
    ['pending_dispatch', {}, { fixed: false, earliest: at('18:00') }],
    ['dispatched', REACHED.dispatched, { fixed: true, earliest: at('18:00') }],
    ['en_route', REACHED.en_route, { fixed: true, earliest: at('18:00') }],
    ['arrived', REACHED.arrived, { fixed: true, earliest: at('16:45'), work: 120 * MINUTE }],
    ['completed', REACHED.completed, { fixed: true, earliest: at('16:45'), work: 10 * MINUTE }],
    ['of two technicians', { technicians: [...aVisit().technicians, NINA] }, { fixed: true }],
  ] as const)('has in it what is %s', (_, more, expected) => {
    expect(stopOf(more as Partial<Visit>)).toMatchObject(expected);
  });

  it('has nothing in it that is held, cancelled or somebody else’s, and everything that concerns everybody', () => {
    const event = (eventId: string, memberIds: string[], allDay = false) => ({
      eventId,
      accountId: 'account_1',
      title: 'Training',
      memberIds,
      window: window('19:00', '20:00'),
      allDay,
      version: 1,
      createdAt: '2026-11-19T00:00:00.000Z',
      updatedAt: '2026-11-19T00:00:00.000Z',
    });
    const visits = [
      aVisit({ visitId: 'held', hold: { since: '2026-11-20T16:00:00.000Z', reason: 'part' } }),
      aVisit({ visitId: 'cancelled', ...REACHED.cancelled }),
      aVisit({ visitId: 'nina', technicians: [NINA] }),
    ];
    const events = [event('all', []), event('hers', ['nina']), event('off', ['marcus'], true)];
    const { stops } = tourOf(MARCUS, visits, events, TERMS);
    expect(stops.map(({ id, earliest }) => [id, earliest])).toEqual([
      ['off', TERMS.from],
      ['all', at('19:00')],
    ]);
  });
});
