import { describe, expect, it } from 'vitest';
import { axisOf, fullHours, hourWidth } from '../../../web/dispatch/rules/axis.ts';
import { overlap, rowHeight, stack } from '../../../web/dispatch/rules/lanes.ts';
import { readRoute, routeHash, weekOf } from '../../../web/dispatch/rules/route.ts';
import { ageOf, chargeOf, freshness, ringOf, rowState } from '../../../web/dispatch/rules/row-state.ts';
import { neighbour, rowsOf } from '../../../web/dispatch/rules/rows.ts';
import { truthOf } from '../../../web/dispatch/rules/truth.ts';
import { isOverdue, minutesLate, shortName } from '../../../web/dispatch/rules/visit.ts';
import { at, between, iso, told } from '../../support/told-visit.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;

describe('the axis', () => {
  it('is a working day, longer where visits need it, and never another day', () => {
    const day = (...visits: Parameters<typeof told>[0][]) =>
      axisOf(
        '2026-11-20',
        'UTC',
        visits.map((one) => told(one)),
      );
    const hours = ({ start, end }: { start: number; end: number }) => [
      (start - at(0)) / HOUR,
      (end - at(0)) / HOUR,
    ];
    expect(hours(day())).toEqual([7, 19]);
    expect(hours(day({ window: between(6.5, 7) }, { window: between(18, 19.25) }))).toEqual([6, 20]);
    expect(hours(day({ window: between(18, 19) }))).toEqual([7, 19]);
    expect(hours(day({ enRouteAt: iso(5.5), status: 'en_route' }))).toEqual([5, 19]);
    expect(hours(day({ window: between(23, 26) }))).toEqual([7, 24]);
  });

  it('has as many hours as the day, where the clocks are changed', () => {
    const wide = [told({ window: { start: '2026-11-01T07:00:00.000Z', end: '2026-11-02T07:59:00.000Z' } })];
    expect(fullHours(axisOf('2026-11-01', 'America/Los_Angeles', wide))).toHaveLength(25);
  });

  it('fills the width, but no hour is narrower than a name', () => {
    const axis = { start: at(7), end: at(19) };
    expect([hourWidth(axis, 1200), hourWidth(axis, 1104), hourWidth(axis, 1103)]).toEqual([100, 92, 92]);
  });
});

describe('rows', () => {
  it('stack what overlaps, and only that', () => {
    const { lanes, count } = stack([
      { start: 0, end: 10 },
      { start: 10, end: 20 },
      { start: 5, end: 15 },
      { start: 9, end: 11 },
    ]);
    expect([lanes, count]).toEqual([[0, 0, 1, 2], 3]);
    expect([rowHeight(1, 'regular'), rowHeight(3, 'regular'), rowHeight(1, 'dense')]).toEqual([56, 142, 44]);
    expect(overlap({ start: 0, end: 10 }, { start: 10, end: 20 })).toBe(0);
  });

  const team = [
    { memberId: 'marcus', name: 'Marcus Bell' },
    { memberId: 'nina', name: 'Nina Hart' },
  ];
  const visits = [
    told({ visitId: 'a', window: between(8, 9) }),
    told({ visitId: 'b', window: between(13, 14), technicianIds: ['marcus', 'nina'] }),
    told({ visitId: 'c', window: between(12, 13), technicianIds: [] }),
    told({ visitId: 'd', status: 'cancelled' }),
    told({ visitId: 'e', technicianIds: ['gone'] }),
  ];
  const rows = rowsOf(visits, team, { density: 'regular', cancelled: false });

  it('are the lane of nobody, the team, and whoever is not of it any more', () => {
    expect(rows.map(({ id, placed }) => [id, placed.map(({ visit }) => visit.visitId)])).toEqual([
      ['', ['c']],
      ['marcus', ['a', 'b']],
      ['nina', ['b']],
      ['gone', ['e']],
    ]);
  });

  it.each([
    ['right', { row: 'marcus', visitId: 'a' }, { row: 'marcus', visitId: 'b' }],
    ['left', { row: 'marcus', visitId: 'a' }, { row: 'marcus', visitId: undefined }],
    ['right', { row: 'marcus', visitId: 'b' }, { row: 'marcus', visitId: 'b' }],
    ['up', { row: 'marcus', visitId: 'a' }, { row: '', visitId: 'c' }],
    ['down', { row: 'marcus', visitId: 'b' }, { row: 'nina', visitId: 'b' }],
    ['up', { row: '', visitId: 'c' }, { row: '', visitId: 'c' }],
    ['down', { row: '', visitId: 'c' }, { row: 'marcus', visitId: 'b' }],
  ] as const)('are walked through: %s', (towards, from, to) => {
    expect(neighbour(rows, from, towards)).toEqual(to);
  });
});

describe('the line of truth', () => {
  it('is dots for the drive, a ring where it is to end, a bar for the work', () => {
    const left = { enRouteAt: iso(9.5) };
    const eta = { arrivesAt: iso(10.25), computedAt: iso(9.75), distanceMeters: 900 };
    expect(truthOf(told(), at(10))).toBeUndefined();
    expect(truthOf(told({ ...left, eta, status: 'en_route' }), at(10))).toEqual({
      drive: { start: at(9.5), end: at(10.25) },
      ring: at(10.25),
      tone: 'driving',
    });
    expect(truthOf(told({ ...left, status: 'en_route' }), at(10))).toMatchObject({
      drive: { start: at(9.5), end: at(10) },
    });
    const came = { ...left, arrivedAt: iso(10), status: 'arrived' } as const;
    expect(truthOf(told(came), at(11))).toMatchObject({
      work: { start: at(10), end: at(11) },
      tone: 'working',
    });
    const done = { ...came, status: 'completed', leftAt: iso(11), completedAt: iso(11.5) } as const;
    expect(truthOf(told(done), at(15))).toMatchObject({ work: { start: at(10), end: at(11) }, tone: 'past' });
  });
});

describe('a row’s head', () => {
  const [, marcus] = rowsOf([told({ status: 'en_route' })], [{ memberId: 'marcus', name: 'Marcus Bell' }], {
    density: 'regular',
    cancelled: false,
  });
  const seen = (ms: number, more = {}) =>
    ({ memberId: 'marcus', name: 'Marcus Bell', at: new Date(at(11) - ms).toISOString(), ...more }) as never;
  const stateOf = (visits: Parameters<typeof rowsOf>[0], position?: never) => {
    const rows = rowsOf(visits, [{ memberId: 'marcus', name: 'Marcus Bell' }], {
      density: 'regular',
      cancelled: false,
    });
    return rows[1] && rowState(rows[1], position, at(11));
  };

  it('is amber for who is on the way and was not heard of for ten minutes', () => {
    if (!marcus) throw new Error('There is no row.');
    const kinds = [10 * MINUTE - 1, 10 * MINUTE].map((ms) => rowState(marcus, seen(ms), at(11)).kind);
    expect(kinds).toEqual(['en_route', 'silent']);
    expect([ringOf({ kind: 'silent' }), ringOf({ kind: 'free' })]).toEqual(['silent', 'none']);
  });

  it.each([
    ['on site', [told({ status: 'arrived', arrivedAt: iso(10.5) })], { kind: 'on_site', ms: HOUR / 2 }],
    ['due', [told()], { kind: 'due', since: at(10) }],
    ['free until the next', [told({ window: between(13, 14) })], { kind: 'free', until: at(13) }],
    ['free where the next is held', [told({ hold: { since: iso(9), reason: 'Weather' } })], { kind: 'free' }],
    ['free', [], { kind: 'free' }],
  ] as const)('says who is %s', (_, visits, state) => {
    expect(stateOf(visits)).toEqual(state);
  });

  it('says so where location is off', () => {
    expect(stateOf([], seen(0, { permission: 'denied' }))).toEqual({ kind: 'location_off' });
  });

  it('tells how old a position is, and how full a phone', () => {
    const ages = [59_999, MINUTE, HOUR - 1, HOUR, 24 * HOUR].map((ms) =>
      ageOf(new Date(at(11) - ms).toISOString(), at(11)),
    );
    expect(ages.map(({ amount, unit }) => `${amount} ${unit}`)).toEqual([
      '59 s',
      '1 min',
      '59 min',
      '1 h',
      '1 d',
    ]);
    const fresh = [2 * MINUTE - 1, 2 * MINUTE, HOUR - 1, HOUR].map((ms) =>
      freshness(new Date(at(11) - ms).toISOString(), at(11)),
    );
    expect(fresh).toEqual(['live', 'stale', 'stale', 'old']);
    expect([21, 20, 11, 10].map(chargeOf)).toEqual(['full', 'low', 'low', 'empty']);
  });
});

describe('a visit', () => {
  it('is late as long as nobody is there, by the end of the window the account counts from', () => {
    const late = { late: { since: iso(10.5) } };
    const minutes = (more: Parameters<typeof told>[0], from: 'start' | 'end' = 'start') =>
      minutesLate(told({ ...late, ...more }), from, at(12.5));
    expect([
      minutes({}),
      minutes({}, 'end'),
      minutes({ status: 'arrived' }),
      minutesLate(told(), 'start', at(12.5)),
    ]).toEqual([150, 30, undefined, undefined]);
  });

  it('is overdue when it has begun and nobody has it', () => {
    const nobody = told({ technicianIds: [] });
    expect([isOverdue(nobody, at(10)), isOverdue(nobody, at(10) + 1), isOverdue(told(), at(11))]).toEqual([
      false,
      true,
      false,
    ]);
  });

  it('has a short name', () => {
    expect(['Dana Whitfield', 'Elm Street Dental', 'Cher'].map(shortName)).toEqual([
      'Dana W.',
      'Elm D.',
      'Cher',
    ]);
  });
});

describe('the address', () => {
  it.each([
    ['', { page: 'day' }],
    ['#/day/2026-11-20/visit_1', { page: 'day', day: '2026-11-20', visitId: 'visit_1' }],
    ['#/day/today/visit_1', { page: 'day', visitId: 'visit_1' }],
    ['#/day/2026-99-99', { page: 'day' }],
    ['#/week/2026-11-20', { page: 'week', day: '2026-11-20' }],
    ['#/map', { page: 'map' }],
    ['#/day/%E0%A4%A', { page: 'day' }],
  ])('%s is read', (hash, route) => {
    expect(readRoute(hash)).toEqual(route);
  });

  it('is written as it is read', () => {
    for (const hash of ['#/day', '#/day/2026-11-20', '#/day/2026-11-20/visit_1', '#/day/today/visit_1'])
      expect(routeHash(readRoute(hash))).toBe(hash);
  });

  it('has weeks that begin on Monday', () => {
    expect(['2026-11-15', '2026-11-16', '2026-11-22'].map(weekOf)).toEqual([
      '2026-11-09',
      '2026-11-16',
      '2026-11-16',
    ]);
  });
});
