import { describe, expect, it } from 'vitest';
import { merged, withVisit } from '../../../web/dispatch/rules/day-list.ts';
import {
  dropOf,
  FINE_STEP,
  inverse,
  joinedBy,
  leftBy,
  STEP,
  snap,
  tellsCustomer,
} from '../../../web/dispatch/rules/drop.ts';
import { changesOf, fieldsOf } from '../../../web/dispatch/rules/edit.ts';
import { countsOf, matches, NO_FILTER } from '../../../web/dispatch/rules/filter.ts';
import { fitOf, metersBetween, roundedOverlap } from '../../../web/dispatch/rules/fit.ts';
import { commandOf } from '../../../web/dispatch/rules/keys.ts';
import { landingOf } from '../../../web/dispatch/rules/landing.ts';
import { rowsOf } from '../../../web/dispatch/rules/rows.ts';
import { at, between, iso, told } from '../../support/told-visit.ts';

const MINUTE = 60_000;

describe('letting go of a visit', () => {
  const nobody = told({ technicianIds: [] });
  const two = told({ technicianIds: ['marcus', 'nina'] });
  it.each([
    ['where it was', told(), 'marcus', 'marcus', undefined, { edit: {} }],
    ['in another row', nobody, '', 'nina', undefined, { edit: { technicianIds: ['nina'] } }],
    ['at another time', told(), 'marcus', 'marcus', at(11), { edit: { window: between(11, 13) } }],
    ['at its own time', told(), 'marcus', 'marcus', at(10), { edit: {} }],
    [
      'in the place of one of two',
      two,
      'nina',
      'olga',
      undefined,
      { edit: { technicianIds: ['marcus', 'olga'] } },
    ],
    ['on who is there already', two, 'marcus', 'nina', undefined, { edit: { technicianIds: ['nina'] } }],
    ['in the lane of nobody', told(), 'marcus', '', undefined, { edit: { technicianIds: [] } }],
    [
      'after it was dispatched',
      told({ status: 'dispatched' }),
      'marcus',
      'nina',
      undefined,
      { edit: { technicianIds: ['nina'] }, asks: 'reassign' },
    ],
    [
      'after it was dispatched, for the second of two',
      { ...two, status: 'dispatched' as const },
      'nina',
      'olga',
      undefined,
      { edit: { technicianIds: ['marcus', 'olga'] } },
    ],
    [
      'in the lane of nobody, after it was dispatched',
      told({ status: 'dispatched' }),
      'marcus',
      '',
      undefined,
      { edit: {}, refusal: 'recall_first' },
    ],
    [
      'at another time, on the way',
      told({ status: 'en_route' }),
      'marcus',
      'marcus',
      at(11),
      { edit: {}, refusal: 'started_moves_no_time' },
    ],
    ['over', told({ status: 'completed' }), 'marcus', 'nina', undefined, { edit: {}, refusal: 'over' }],
  ])('%s', (_, visit, from, to, start, outcome) => {
    expect(dropOf(visit, from, to, start)).toEqual(outcome);
  });

  it('is taken back by what was before, and no more', () => {
    const edit = { technicianIds: ['nina'] };
    expect(inverse(told(), edit)).toEqual({ technicianIds: ['marcus'] });
    expect(inverse(told(), { window: between(11, 13) })).toEqual({ window: between(10, 12) });
    expect([
      tellsCustomer(edit, true),
      tellsCustomer({ window: between(1, 2) }, true),
      tellsCustomer({ window: between(1, 2) }, false),
    ]).toEqual([false, true, false]);
  });

  it('lets somebody join, and go, and asks before a lead who was told goes', () => {
    expect(joinedBy(told(), 'nina')).toEqual({ edit: { technicianIds: ['marcus', 'nina'] } });
    expect(joinedBy(told({ status: 'cancelled' }), 'nina').refusal).toBe('over');
    const sent = { ...two, status: 'dispatched' as const };
    expect(leftBy(sent, 'nina')).toEqual({ edit: { technicianIds: ['marcus'] } });
    expect(leftBy(sent, 'marcus')).toEqual({ edit: { technicianIds: ['nina'] }, asks: 'reassign' });
    expect(leftBy(two, 'marcus')).toEqual({ edit: { technicianIds: ['nina'] } });
    expect(leftBy(told({ status: 'dispatched' }), 'marcus').refusal).toBe('recall_first');
  });

  it('steps by the quarter, or by five minutes', () => {
    const off = at(10) + 7 * MINUTE;
    expect([snap(off, STEP), snap(off + MINUTE, STEP), snap(off, FINE_STEP)]).toEqual([
      at(10),
      at(10.25),
      at(10) + 5 * MINUTE,
    ]);
  });
});

describe('what is in the hand', () => {
  const axis = { start: at(7), end: at(19) };
  const held = { visit: told(), from: 'marcus', rows: ['', 'marcus', 'nina'], ends: [56, 112, 168] };
  const hand = { y: 80, dx: 0, left: 300, shift: false, alt: false, pulled: false };
  const land = (more: Partial<typeof hand>, visit = told()) =>
    landingOf({ ...held, visit }, { ...hand, ...more }, axis, 100);
  it('falls into the row under it, at its own time', () => {
    const rows = [55, 56, 111, 112, 900].map((y) => land({ y, dx: 200 }).to);
    expect(rows).toEqual(['', 'marcus', 'marcus', 'nina', 'nina']);
    expect(land({ y: 900, dx: 200, left: 640 })).toMatchObject({ start: at(10), free: false });
  });

  it('is free in time with Shift, or once it was pulled along its own row', () => {
    expect(land({ shift: true, left: 460, y: 120 })).toMatchObject({
      to: 'nina',
      start: at(11.5),
      free: true,
    });
    expect([land({ dx: 23 }).free, land({ dx: -24 }).free]).toEqual([false, true]);
    expect([land({ dx: 12, pulled: true }).free, land({ dx: 11, pulled: true }).free]).toEqual([true, false]);
    expect(land({ shift: true }, told({ status: 'en_route' })).free).toBe(false);
  });

  it('stays on the board, in steps', () => {
    expect([land({ shift: true, left: -80 }).start, land({ shift: true, left: 5000 }).start]).toEqual([
      at(7),
      at(17),
    ]);
    expect(land({ shift: true, alt: true, left: 308 }).start).toBe(at(10) + 5 * MINUTE);
  });
});

describe('how it fits', () => {
  const row = (...visits: Parameters<typeof told>[0][]) => {
    const [, found] = rowsOf(
      visits.map((one, index) => told({ visitId: `other_${index}`, ...one })),
      [{ memberId: 'marcus', name: 'Marcus Bell' }],
      { density: 'regular', cancelled: false },
    );
    if (!found) throw new Error('There is no row.');
    return found;
  };
  const span = { start: at(10), end: at(12) };
  it('names the longest overlap, of what is still to come', () => {
    const busy = row({ window: between(11.5, 13) }, { window: between(8, 10.25) });
    expect(fitOf(told(), span, busy).clash).toMatchObject({ ms: 30 * MINUTE });
    const free = row({ window: between(12, 13) }, { window: between(8, 10) }, { status: 'completed' });
    expect(fitOf(told(), span, free).clash).toBeUndefined();
  });

  it('measures from the stop before, else from where they were seen', () => {
    const near = { lat: 37.76, lng: -122.42 };
    expect(fitOf(told(), span, row({ window: between(8, 10) }), { lat: 0, lng: 0 }).meters).toBe(0);
    expect(fitOf(told(), span, row(), near).meters).toBe(0);
    expect(fitOf(told(), span, row())).toEqual({});
    // One degree of a meridian, to the metre of a sphere.
    expect(metersBetween({ lat: 0, lng: 0 }, { lat: 1, lng: 0 })).toBeCloseTo(111_195, -1);
  });

  it('tells long overlaps by the half hour', () => {
    expect([59, 60, 74, 75].map((minutes) => roundedOverlap(minutes * MINUTE))).toEqual([59, 60, 60, 90]);
  });
});

describe('a day that is told anew', () => {
  const day = { start: at(0), end: at(24) };
  const known = [told({ visitId: 'a', version: 3 }), told({ visitId: 'b', window: between(13, 14) })];
  const ids = (visits: readonly { visitId: string }[]) => visits.map(({ visitId }) => visitId);
  it('takes what is newer, and never what is older', () => {
    expect(withVisit(known, told({ visitId: 'a', version: 2, status: 'cancelled' }), day)).toBe(known);
    expect(withVisit(known, told({ visitId: 'a', version: 4, status: 'dispatched' }), day)[0]?.status).toBe(
      'dispatched',
    );
    expect(ids(withVisit(known, told({ visitId: 'c', window: between(12, 13) }), day))).toEqual([
      'a',
      'c',
      'b',
    ]);
  });

  it('lets go of what was moved to another day, and takes none of another day', () => {
    expect(ids(withVisit(known, told({ visitId: 'a', version: 4, window: between(24, 25) }), day))).toEqual([
      'b',
    ]);
    expect(withVisit(known, told({ visitId: 'c', window: between(24, 25) }), day)).toBe(known);
  });

  it('keeps the arrival time, which lists do not know, and takes a newer one', () => {
    const eta = (hour: number) => ({ eta: { arrivesAt: iso(11), computedAt: iso(hour), distanceMeters: 1 } });
    const moving = [told({ visitId: 'a', ...eta(10) })];
    expect(merged([told({ visitId: 'a' })], moving)[0]?.eta?.computedAt).toBe(iso(10));
    expect(withVisit(moving, told({ visitId: 'a', ...eta(9) }), day)).toBe(moving);
    expect(withVisit(moving, told({ visitId: 'a', ...eta(10.5) }), day)[0]?.eta?.computedAt).toBe(iso(10.5));
    expect(
      merged([told({ visitId: 'a', version: 1 })], [told({ visitId: 'a', version: 2 })])[0]?.version,
    ).toBe(2);
  });
});

describe('the filter', () => {
  const visits = [
    told(),
    told({ status: 'en_route', late: { since: iso(10.5) }, priority: 'urgent' }),
    told({ status: 'arrived', late: { since: iso(10.5) } }),
    told({ status: 'cancelled' }),
    told({ hold: { since: iso(9), reason: 'Weather' }, technicianIds: [] }),
  ];
  it('counts each visit where it is looked for', () => {
    expect(countsOf(visits)).toMatchObject({
      all: 4,
      pending_dispatch: 1,
      en_route: 1,
      arrived: 1,
      late: 1,
      held: 1,
      cancelled: 1,
    });
  });

  it.each([
    ['whit', true],
    ['  WHIT furnace ', true],
    ['555-0123', true],
    ['01', false],
    ['willow', true],
    ['gas', true],
    ['ana', true],
    ['bob', false],
    ['', true],
  ])('finds by "%s"', (text, found) => {
    expect(
      matches(told({ customer: { customerId: 'c', name: 'Dána Whitfield', phone: '+14155550123' } }), {
        ...NO_FILTER,
        text,
      }),
    ).toBe(found);
  });

  it('means all of what is chosen, and any of one list', () => {
    const [, urgent] = visits;
    if (!urgent) throw new Error('There is none.');
    expect(matches(urgent, { ...NO_FILTER, priorities: ['urgent', 'high'], technicianIds: ['marcus'] })).toBe(
      true,
    );
    expect(matches(urgent, { ...NO_FILTER, priorities: ['urgent'], technicianIds: ['nina'] })).toBe(false);
    expect(matches(urgent, { ...NO_FILTER, tags: ['heat'] })).toBe(false);
    const skillsOf = (memberId: string) => (memberId === 'marcus' ? ['gas'] : []);
    const skilled = ['gas', 'solar'].map((skill) =>
      matches(urgent, { ...NO_FILTER, skills: [skill] }, skillsOf),
    );
    expect(skilled).toEqual([true, false]);
  });
});

describe('an edit', () => {
  it('is what was touched, and null where something was taken away', () => {
    const visit = told({ notes: 'Key under the mat' });
    const fields = fieldsOf(visit);
    expect(changesOf(visit, fields)).toEqual({});
    expect(changesOf(visit, { ...fields, notes: ' ', tags: 'gas,  loud ,gas', job: ' Boiler ' })).toEqual({
      notes: null,
      tags: ['gas', 'loud'],
      job: 'Boiler',
    });
    expect(changesOf(visit, { ...fields, address: '77 Bergen St', priority: 'high' })).toEqual({
      address: { line: '77 Bergen St' },
      priority: 'high',
    });
  });
});

describe('a key', () => {
  const press = (key: string, more = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, ...more });
  const free = { typing: false, single: true };
  it.each([
    [press('d'), free, { deed: 'dispatch' }],
    [press('?'), free, { board: 'help' }],
    [press('d'), { ...free, typing: true }, undefined],
    [press('d'), { ...free, single: false }, undefined],
    [press('d', { altKey: true }), free, undefined],
    [press('z', { ctrlKey: true }), { ...free, single: false }, { board: 'undo' }],
    [press('z', { metaKey: true }), { ...free, typing: true }, undefined],
    [press('k', { metaKey: true }), { ...free, typing: true }, { board: 'find' }],
    [press('d', { ctrlKey: true }), free, undefined],
  ])('%o means what it says', (pressed, how, command) => {
    expect(commandOf(pressed, how)).toEqual(command);
  });
});
