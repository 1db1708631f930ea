import { describe, expect, it } from 'vitest';
import type { Member, Position } from '../../../web/dispatch/api/types.ts';
import { crewOf, doubtOf, isWanted } from '../../../web/dispatch/rules/crew.ts';
import { readRoute, routeHash } from '../../../web/dispatch/rules/route.ts';
import { rowsOf } from '../../../web/dispatch/rules/rows.ts';
import { candidatesFor, handOver, stuckOf, within } from '../../../web/dispatch/rules/selection.ts';
import { at, between, iso, told } from '../../support/told-visit.ts';

const member = (memberId: string, name: string, more: Partial<Member> = {}): Member => ({
  memberId,
  name,
  role: 'technician',
  status: 'active',
  skills: [],
  ...more,
});
const home = { line: '48 Willow Ln', lat: 37.7, lng: -122.4 };
const team = [
  member('ana', 'Ana Reyes', { homeAddress: { ...home, verified: true }, skills: ['gas'] }),
  member('bo', 'Bo Lind', { homeAddress: { ...home, verified: false } }),
  member('cy', 'Cy Ode'),
];
const seen = (memberId: string, more: Partial<Position> = {}): Position => ({
  memberId,
  name: memberId,
  lat: 37.76,
  lng: -122.42,
  at: iso(10),
  age: 0,
  accuracy: 5,
  speed: null,
  heading: null,
  source: 'app',
  ...more,
});
const crew = (
  visits: Parameters<typeof rowsOf>[0],
  positions: Readonly<Record<string, Position>>,
  isToday = true,
) =>
  crewOf(rowsOf(visits, team, { density: 'regular', cancelled: false }), {
    positions,
    team,
    isToday,
    now: at(10),
  });

describe('the crew', () => {
  it('has everybody, and counts as unseen who never was, who is silent and whose location is off', () => {
    const visits = [
      told({ visitId: 'a', technicianIds: ['ana'], status: 'completed', window: between(8, 9) }),
      told({ visitId: 'b', technicianIds: ['ana'], status: 'en_route', window: between(9, 10) }),
      told({ visitId: 'c', technicianIds: ['ana'], window: between(11, 12) }),
      told({ visitId: 'd', technicianIds: ['ana'], status: 'cancelled' }),
    ];
    const of = (positions: Readonly<Record<string, Position>>) =>
      crew(visits, positions).map(({ group, place }) => [group, place !== undefined]);
    expect(of({ ana: seen('ana'), bo: seen('bo') })).toEqual([
      ['en_route', true],
      ['free', true],
      ['unseen', false],
    ]);
    expect(of({ ana: seen('ana', { at: iso(9.8) }), bo: seen('bo', { permission: 'denied' }) })).toEqual([
      ['unseen', true],
      ['unseen', true],
      ['unseen', false],
    ]);
    const [ana] = crew(visits, {});
    expect([ana?.stops.map(({ visitId }) => visitId), ana?.next?.visitId]).toEqual([['a', 'b', 'c'], 'b']);
  });

  it('is on another day where it lives, if that was found, whatever is seen today', () => {
    const placed = crew([], { ana: seen('ana'), cy: seen('cy') }, false);
    expect(placed.map(({ place, state, position }) => [place, state, position])).toEqual([
      [home, undefined, undefined],
      [undefined, undefined, undefined],
      [undefined, undefined, undefined],
    ]);
  });

  it('is found by name, by skill and by what matches of its visits', () => {
    const all = crew([told({ technicianIds: ['bo'] })], {});
    const found = (wanted: object, shown: readonly string[] = []) =>
      all
        .filter((one) =>
          isWanted(one, { technicianIds: [], skills: [], text: '', ...wanted }, new Set(shown)),
        )
        .map(({ technician }) => technician.memberId);
    expect(found({})).toEqual(['ana', 'bo', 'cy']);
    expect(found({ text: 'réy' })).toEqual(['ana']);
    expect(found({ text: 'dana' }, ['visit_1'])).toEqual(['bo']);
    expect(found({ skills: ['gas'] })).toEqual(['ana']);
    expect(found({ technicianIds: ['cy'] })).toEqual(['cy']);
  });

  it.each([
    [119_999, 0],
    [120_000, 26],
    [180_000, 32],
    [3_600_000, 52],
  ])('stands after %i ms on uncertain ground of %i px', (age, radius) => {
    expect(doubtOf(age)).toBe(radius);
  });
});

describe('a selection', () => {
  it('is what lies in the area, its edge included; what is on no map is in none', () => {
    const place = (visitId: string, lat?: number, lng?: number) =>
      told({
        visitId,
        address: { line: '', verified: lat !== undefined, timeZone: 'UTC', lat, lng } as never,
      });
    const visits = [place('in', 1, 1), place('edge', 2, 1), place('out', 2.01, 1), place('nowhere')];
    const area = {
      type: 'Polygon' as const,
      coordinates: [
        [
          [0, 0],
          [2, 0],
          [2, 2],
          [0, 2],
          [0, 0],
        ],
      ],
    };
    expect(within(visits, area).map(({ visitId }) => visitId)).toEqual(['in', 'edge']);
  });

  it('leaves with whom they have who are under way or over, and what is theirs already', () => {
    const visits = (
      ['pending_dispatch', 'dispatched', 'en_route', 'arrived', 'completed', 'cancelled'] as const
    ).map((status) => told({ visitId: status, status }));
    expect(visits.map(stuckOf)).toEqual([undefined, undefined, 'under_way', 'under_way', 'over', 'over']);
    const free = told({ visitId: 'free', technicianIds: [] });
    const two = told({ visitId: 'two', technicianIds: ['bo', 'ana'] });
    const { changes, noticed } = handOver([...visits, free, two], 'ana');
    expect(changes.map(({ visit, edit }) => [visit.visitId, edit.technicianIds])).toEqual([
      ['pending_dispatch', ['ana']],
      ['dispatched', ['ana']],
      ['free', ['ana']],
      ['two', ['ana']],
    ]);
    expect(noticed.map(({ visitId }) => visitId)).toEqual(['dispatched']);
    expect(handOver(visits, 'marcus').changes).toEqual([]);
  });

  it('is offered first to who can take most of it, then to the nearest', () => {
    const wanted = [
      told({ visitId: 'a', technicianIds: [], window: between(9, 10) }),
      told({ visitId: 'b', technicianIds: [], window: between(11, 12) }),
      told({ visitId: 'c', technicianIds: [], window: between(11.5, 12.5) }),
      told({ visitId: 'd', technicianIds: ['cy'], status: 'completed', window: between(13, 14) }),
    ];
    const rows = rowsOf(
      [...wanted, told({ visitId: 'x', technicianIds: ['ana'], window: between(9, 10) })],
      team,
      {
        density: 'regular',
        cancelled: false,
      },
    );
    const where = { ana: home, bo: { lat: 37.7, lng: -122.42 }, cy: { lat: 37.75, lng: -122.42 } };
    const found = candidatesFor(wanted, rows, (id) => where[id as 'ana']);
    expect(found.map(({ row, fits, overlaps }) => [row.id, fits, overlaps])).toEqual([
      ['cy', 2, 1],
      ['bo', 2, 1],
      ['ana', 1, 2],
    ]);
    expect(Math.round((found[0]?.meters ?? 0) / 100)).toBe(11);
  });
});

it('has a place in the address for each day', () => {
  expect(readRoute('#/map/2026-11-21')).toEqual({ page: 'map', day: '2026-11-21', visitId: undefined });
  expect(routeHash({ page: 'map', day: '2026-11-21' })).toBe('#/map/2026-11-21');
});
