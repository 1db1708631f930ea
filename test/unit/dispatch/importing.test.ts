import { describe, expect, it } from 'vitest';
import {
  decodeFile,
  guessDelimiter,
  guessMapping,
  mapped,
} from '../../../web/dispatch/rules/importing/columns.ts';
import {
  guessOrder,
  readClock,
  readDay,
  windowWritten,
} from '../../../web/dispatch/rules/importing/moments.ts';
import { candidatesOf, headingOf, isGood, keysOf } from '../../../web/dispatch/rules/importing/rows.ts';
import { readTable } from '../../../web/dispatch/state/csv-files.ts';

describe('columns', () => {
  it('are known by their headings, in two languages, each once', () => {
    expect(
      guessMapping(['Job #', 'Client Name', 'Mobile', 'Service Address', 'Date', 'From', 'To', 'Colour']),
    ).toEqual(['externalId', 'name', 'phone', 'address', 'date', 'start', 'end', undefined]);
    expect(guessMapping(['Job', 'Work order no.', 'Notes'])).toEqual(['job', 'externalId', 'notes']);
    expect(guessMapping(['Nombre', 'Teléfono', 'Dirección', 'Técnico', 'Name'])).toEqual([
      'name',
      'phone',
      'address',
      'technician',
      undefined,
    ]);
    expect(mapped(['name', undefined, 'phone'], 1, 'phone')).toEqual(['name', 'phone', undefined]);
  });

  it.each([
    ['a;b;"c,d,e"\n1,2,3,4', ';'],
    ['a\tb\n', '\t'],
    ['"x;y",b,c', ','],
  ])('of %j stand apart by %j', (text, delimiter) => {
    expect(guessDelimiter(text)).toBe(delimiter);
  });

  it('are read from what Excel saves, quoted line breaks and empty lines included', async () => {
    const text = '\ufeffName;Notes\r\n"José";"two\r\nlines; and ""quotes"""\r\n;\r\n\r\nAna;\r\n';
    const table = {
      headings: ['Name', 'Notes'],
      rows: [
        ['José', 'two\r\nlines; and "quotes"'],
        ['Ana', ''],
      ],
    };
    expect(await readTable(new Blob([text]))).toEqual(table);
    const utf16 = new Uint8Array([
      0xff,
      0xfe,
      ...new Uint8Array(Uint16Array.from('a,é', (one) => one.charCodeAt(0)).buffer),
    ]);
    expect(decodeFile(utf16)).toBe('a,é');
    expect(decodeFile(new Uint8Array([0x4a, 0xe9]))).toBe('Jé');
    await expect(readTable(new Blob(['only,headings\n']))).rejects.toThrow();
    await expect(readTable(new Blob(['a,b\n"never ends,2\n']))).rejects.toThrow();
  });
});

describe('times', () => {
  it.each([
    ['2026-11-20', 'month_first', '2026-11-20'],
    ['11/20/2026 9:00', 'month_first', '2026-11-20'],
    ['3/4/26', 'month_first', '2026-03-04'],
    ['3/4/26', 'day_first', '2026-04-03'],
    ['20.11.2026', 'day_first', '2026-11-20'],
    ['20/11/2026', 'month_first', undefined],
    ['2026-02-30', 'month_first', undefined],
    ['soon', 'month_first', undefined],
  ] as const)('of %s, %s, are on %s', (text, order, day) => {
    expect(readDay(text, order)).toBe(day);
  });

  it.each([
    ['9:30', '09:30'],
    ['9:30 PM', '21:30'],
    ['12 am', '00:00'],
    ['12:15 p. m.', '12:15'],
    ['2026-11-20T09:30:00', '09:30'],
    ['11/20/2026 14:05', '14:05'],
    ['14h', '14:00'],
    ['13:00 PM', undefined],
    ['24:00', undefined],
    ['2026-11-20', undefined],
    ['9', undefined],
  ])('of %s are %s', (text, clock) => {
    expect(readClock(text)).toBe(clock);
  });

  const terms = { order: 'month_first', timeZone: 'America/Los_Angeles' } as const;
  const written = (more: object) =>
    windowWritten({ date: '', start: '', end: '', minutes: '', ...more }, terms);
  it.each([
    [
      { date: '11/20/2026', start: '9:00 AM', end: '11:00 AM' },
      '2026-11-20T17:00:00.000Z',
      '2026-11-20T19:00:00.000Z',
    ],
    [{ start: '2026-07-20 09:00' }, '2026-07-20T16:00:00.000Z', '2026-07-20T18:00:00.000Z'],
    [{ start: '7/20/2026 9:00', minutes: '45' }, '2026-07-20T16:00:00.000Z', '2026-07-20T16:45:00.000Z'],
    [
      { start: '2026-11-20T09:00:00+01:00', end: '2026-11-20T10:00:00Z' },
      '2026-11-20T08:00:00.000Z',
      '2026-11-20T10:00:00.000Z',
    ],
    [{ start: '2026-11-20 09:00', minutes: 'long' }, '2026-11-20T17:00:00.000Z', undefined],
    [{ date: '11/20/2026' }, undefined, undefined],
  ])('of %j are %s to %s by the company’s clocks', (more, start, end) => {
    expect(written(more)).toEqual({ start, end });
  });

  it('have the month first unless some day says otherwise', () => {
    expect(guessOrder(['3/4/2026', '13/4/2026'], 'month_first')).toBe('day_first');
    expect(guessOrder(['3/4/2026', ''], 'month_first')).toBe('month_first');
  });
});

describe('rows', () => {
  const headings = ['Id', 'Customer', 'Phone', 'Address', 'Date', 'Start', 'End', 'Priority', 'Technician'];
  const good = [
    '7',
    'Dana Whitfield',
    '(415) 555-0123',
    '48 Willow Ln',
    '11/20/2026',
    '9:00',
    '11:00',
    'High',
    'marcus bell',
  ];
  const terms = {
    mapping: guessMapping(headings),
    order: 'month_first',
    timeZone: 'America/Los_Angeles',
    home: '+14155550100',
    team: [{ memberId: 'm1', name: 'Marcus Bell', role: 'technician', status: 'active' }],
    sendLink: false,
  } as const;
  const of = (...rows: string[][]) => candidatesOf({ headings, rows }, terms);
  const changed = (column: string, value: string) => good.with(headings.indexOf(column), value);

  it('become what the service takes', () => {
    const [one] = of(good);
    expect(one).toMatchObject({ row: 2, faults: [] });
    expect(one?.body).toMatchObject({
      customer: { name: 'Dana Whitfield', phone: '+14155550123' },
      window: { start: '2026-11-20T17:00:00.000Z' },
      priority: 'high',
      technicianIds: ['m1'],
      externalId: '7',
      sendLink: false,
    });
  });

  it.each([
    ['Customer', '', 'name', 'missing'],
    ['Phone', '12', 'phone', 'wrong'],
    ['Phone', '', 'phone', 'missing'],
    ['Address', '', 'address', 'missing'],
    ['Start', 'noon', 'window', 'missing'],
    ['End', '8:00', 'window', 'order'],
    ['Priority', 'asap', 'priority', 'wrong'],
    ['Technician', 'Nobody Else', 'technician', 'wrong'],
  ])('with %s %j name the field', (column, value, field, kind) => {
    expect(of(changed(column, value))[0]?.faults).toMatchObject([{ field, kind }]);
  });

  it('name the column by its heading, and the row that has the same id', () => {
    expect(headingOf('window', terms.mapping, headings)).toBe('Start');
    expect(headingOf('email', terms.mapping, headings)).toBeUndefined();
    const twice = of(good, changed('Customer', 'Bo Holm'));
    expect(twice.map(isGood)).toEqual([true, false]);
    expect(twice[1]?.twiceOf).toBe(2);
  });

  it('are sent by the same keys again, each its own', async () => {
    const rows = () => of(changed('Id', ''), changed('Id', ''), good);
    const keys = await keysOf(rows(), 'one import');
    expect(new Set(keys).size).toBe(3);
    expect(await keysOf(rows(), 'one import')).toEqual(keys);
    const later = await keysOf(rows(), 'another');
    expect(later.map((key, index) => key === keys[index])).toEqual([true, true, false]);
  });
});
