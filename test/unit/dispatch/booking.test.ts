import { describe, expect, it } from 'vitest';
import {
  addressesOf,
  bodyOf,
  crewWith,
  type Draft,
  drawnWindow,
  EMPTY,
  faultsOf,
  fieldOf,
  isTexted,
  refusalsOf,
} from '../../../web/dispatch/rules/booking.ts';
import { dialled, looksLikePhone } from '../../../web/dispatch/rules/phone.ts';
import { momentAt, presetOn, type Slot } from '../../../web/dispatch/rules/windows.ts';

const TERMS = {
  day: '2026-11-20',
  timeZone: 'America/Los_Angeles',
  home: '+14155550142',
  texts: false,
  mayText: true,
};
const DRAFT: Draft = {
  ...EMPTY,
  isNew: true,
  name: 'Dana Whitfield',
  phone: '(415) 555-0123',
  line: '48 Willow Ln',
  slot: '4',
};
const faults = (more: Partial<Draft>) =>
  faultsOf(bodyOf({ ...DRAFT, ...more }, TERMS)).map(({ field, kind }) => `${field} ${kind}`);

describe('the windows that a digit chooses', () => {
  const hours = (day: string, slot: Slot, timeZone: string) => {
    const { start = '', end = '' } = presetOn(day, slot, timeZone) ?? {};
    return [start, end];
  };
  it.each([
    ['in winter', '2026-11-20', '1', ['2026-11-20T16:00:00.000Z', '2026-11-20T18:00:00.000Z']],
    ['the third', '2026-11-20', '3', ['2026-11-20T19:00:00.000Z', '2026-11-20T21:00:00.000Z']],
    ['the last', '2026-11-20', '5', ['2026-11-20T23:00:00.000Z', '2026-11-21T01:00:00.000Z']],
    [
      'before the clocks go back',
      '2026-10-31',
      '1',
      ['2026-10-31T15:00:00.000Z', '2026-10-31T17:00:00.000Z'],
    ],
    ['the day they go back', '2026-11-01', '1', ['2026-11-01T16:00:00.000Z', '2026-11-01T18:00:00.000Z']],
    ['the day they go forward', '2026-03-08', '1', ['2026-03-08T15:00:00.000Z', '2026-03-08T17:00:00.000Z']],
  ] as const)('%s', (_, day, slot, expected) => {
    expect(hours(day, slot, 'America/Los_Angeles')).toEqual(expected);
  });

  it('are half an hour off where the zone is', () => {
    expect(hours('2026-11-20', '2', 'Asia/Kolkata')[0]).toBe('2026-11-20T04:30:00.000Z');
  });

  it.each([
    ['2026-11-20', '09:30', '2026-11-20T17:30:00.000Z'],
    ['2026-11-01', '23:45', '2026-11-02T07:45:00.000Z'],
    // An hour that the clocks leave out is the next.
    ['2026-03-08', '02:30', '2026-03-08T10:30:00.000Z'],
    ['2026-11-20', '24:00', undefined],
    ['2026-11-20', '9:30', undefined],
    ['2026-11-20', '', undefined],
  ])('of one’s own: %s %s', (day, clock, expected) => {
    expect(momentAt(day, clock, 'America/Los_Angeles')).toBe(expected);
  });
});

describe('a number as somebody types it', () => {
  it.each([
    ['(415) 555-0123', '+14155550142', '+14155550123'],
    ['415.555.0123', '+14155550142', '+14155550123'],
    ['+44 (0)20 7946 0958', '+14155550142', '+442079460958'],
    ['020 7946 0958', '+442079460000', '+442079460958'],
    ['12', '+14155550142', '12'],
    ['Dana', '+14155550142', 'Dana'],
  ])('%s, of a company at %s', (typed, home, expected) => {
    expect(dialled(typed, home)).toBe(expected);
  });

  it.each([
    ['415 555', false],
    ['415 5550', true],
    ['+1 (415) 555-0123', true],
    ['Dana', false],
    ['7 Eleven 555', false],
  ])('is looked for as one: %s %s', (typed, expected) => {
    expect(looksLikePhone(typed)).toBe(expected);
  });
});

describe('what is sent', () => {
  it('is nothing but what was typed', () => {
    expect(bodyOf(DRAFT, TERMS)).toEqual({
      customer: { name: 'Dana Whitfield', phone: '+14155550123' },
      address: { line: '48 Willow Ln' },
      window: { start: '2026-11-20T21:00:00.000Z', end: '2026-11-20T23:00:00.000Z' },
      priority: 'normal',
      sendLink: false,
    });
  });

  it('names a known customer and a known place', () => {
    const known = { customerId: 'customer_1', name: 'Dana', phone: '+14155550123' };
    const place = { lat: 37.76, lng: -122.42, timeZone: 'America/Denver' };
    const draft = {
      ...DRAFT,
      known,
      place,
      tags: 'gas, , roof ',
      technicianId: 'marcus',
      others: ['nina', 'marcus'],
      job: ' ',
      email: 'x',
    };
    expect(bodyOf(draft, TERMS)).toMatchObject({
      customerId: 'customer_1',
      address: place,
      technicianIds: ['marcus', 'nina'],
      tags: ['gas', 'roof'],
    });
    expect(bodyOf(draft, TERMS)).not.toHaveProperty('job');
    expect(bodyOf(draft, TERMS)).not.toHaveProperty('customer');
  });

  it.each([
    [undefined, false, true, false],
    [undefined, true, true, true],
    [true, false, true, true],
    [false, true, true, false],
    [true, true, false, false],
  ])('texts the link: chosen %s, by default %s, allowed %s: %s', (sendLink, texts, mayText, expected) => {
    expect(isTexted({ ...DRAFT, sendLink }, { ...TERMS, texts, mayText })).toBe(expected);
  });
});

describe('who goes', () => {
  it.each([
    ['the first one leads', { technicianId: '', others: [] }, { technicianId: 'nina', others: [] }],
    [
      'the next one comes as well',
      { technicianId: 'marcus', others: [] },
      { technicianId: 'marcus', others: ['nina'] },
    ],
    [
      'chosen again, stays away',
      { technicianId: 'marcus', others: ['nina'] },
      { technicianId: 'marcus', others: [] },
    ],
    [
      'without the lead the next one leads',
      { technicianId: 'nina', others: ['ana'] },
      { technicianId: 'ana', others: [] },
    ],
  ])('%s', (_, draft, expected) => {
    expect(crewWith(draft, 'nina')).toEqual(expected);
  });
});

describe('what is wrong with a draft', () => {
  it.each<[string, Partial<Draft>, string[]]>([
    ['nothing', {}, []],
    ['nobody', { isNew: false }, ['customer missing']],
    ['no name', { name: ' ' }, ['name missing']],
    ['100 letters of a name', { name: 'x'.repeat(100) }, []],
    ['one more', { name: 'x'.repeat(101) }, ['name long']],
    ['7 digits', { phone: '+1234567' }, ['phone wrong']],
    ['8 digits', { phone: '+12345678' }, []],
    ['no number', { phone: '' }, ['phone missing']],
    ['half an e-mail address', { email: 'dana@' }, ['email wrong']],
    ['no address', { line: '' }, ['address missing']],
    ['200 letters of an address', { line: 'x'.repeat(200) }, []],
    ['one more of it', { line: 'x'.repeat(201) }, ['address long']],
    ['no window', { slot: '' }, ['window missing']],
    ['half a window', { slot: '6', from: '09:00' }, ['window missing']],
    ['one minute', { slot: '6', from: '09:00', until: '09:01' }, []],
    ['no time at all', { slot: '6', from: '09:00', until: '09:00' }, ['window order']],
    ['backwards', { slot: '6', from: '10:00', until: '09:00' }, ['window order']],
    ['a long job', { job: 'x'.repeat(201) }, ['job long']],
    ['long notes', { notes: 'x'.repeat(5001) }, ['notes long']],
    ['a long tag', { tags: `a, ${'x'.repeat(51)}` }, ['tags long']],
    ['20 tags', { tags: Array.from({ length: 20 }, (_, n) => `t${n}`).join() }, []],
    ['21 tags', { tags: Array.from({ length: 21 }, (_, n) => `t${n}`).join() }, ['tags many']],
    ['a long id', { externalId: 'x'.repeat(201) }, ['externalId long']],
  ])('%s', (_, more, expected) => {
    expect(faults(more)).toEqual(expected);
  });

  it('is a window that can be drawn only when it is one', () => {
    expect(drawnWindow({ ...DRAFT, slot: '6', from: '10:00', until: '09:00' }, TERMS)).toBeUndefined();
    expect(drawnWindow({ ...DRAFT, slot: '' }, TERMS)).toBeUndefined();
    expect(drawnWindow(DRAFT, TERMS)).toBeDefined();
  });
});

describe('what the service says', () => {
  it.each([
    ['/customer/phone', 'phone'],
    ['/customer', 'customer'],
    ['/customerId', 'customer'],
    ['/address/line', 'address'],
    ['/technicianIds/0', 'technician'],
    ['/window/end', 'window'],
    ['/tags/3', 'tags'],
    ['/jobs', undefined],
  ])('of %s stands at %s', (pointer, field) => {
    expect(fieldOf(pointer)).toBe(field);
  });

  it('of no field is said all the same', () => {
    const errors = [
      { pointer: '/technicianIds/0', detail: 'must be one of the team' },
      { pointer: '/planet', detail: 'is not known here' },
    ];
    expect(refusalsOf(errors)).toEqual({
      faults: [{ field: 'technician', kind: 'told', detail: 'must be one of the team' }],
      others: ['is not known here'],
    });
  });
});

it('remembers each address of a customer once, the latest first', () => {
  const address = (line: string, lat?: number) => ({
    address: {
      line,
      verified: lat !== undefined,
      timeZone: 'UTC',
      ...(lat !== undefined && { lat, lng: 7 }),
    },
  });
  expect(addressesOf([address('B'), address('A', 1), address('B', 2)])).toEqual([
    { line: 'B', place: undefined },
    { line: 'A', place: { lat: 1, lng: 7, timeZone: 'UTC' } },
  ]);
});
