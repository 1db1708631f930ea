import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR, instant } from '../../../shared/kernel/time.ts';
import { chooseLanguage } from '../../../shared/public/choose-language.ts';
import { wordsOf } from '../../../shared/public/language/languages.ts';
import { statusPage } from '../../../shared/public/page/page.ts';
import { notFoundPage } from '../../../shared/public/page/plain-pages.ts';
import type { StatusDocument } from '../../../shared/public/status-document.ts';
import { driveViewModel } from '../../../shared/public/view-model/drive-view-model.ts';
import { brandColors, contrast, parse } from '../../../shared/team/brand-colors.ts';
import type { Language } from '../../../shared/team/settings.ts';

const now = Date.parse('2026-11-20T14:03:00.000Z');
const before = (seconds: number) => new Date(now - seconds * 1000).toISOString();

const appointment = {
  company: { name: "Mike's Contracting", phone: '+1 212 555-0100', brandColor: '#2f49e0' },
  job: 'Furnace tune-up',
  window: {
    start: '2026-11-20T13:30:00.000Z',
    end: '2026-11-20T14:30:00.000Z',
    timeZone: 'America/New_York',
  },
  address: { line: '48 Willow Ln', lat: 40.7, lng: -74 },
  technician: { firstName: 'Marcus', vehicle: 'White Ford Transit' },
  updatedAt: before(600),
  serverTime: before(0),
};
const eta = { arrivesAt: '2026-11-20T14:15:00.000Z', distanceMeters: 5200, computedAt: before(20) };
const position = (age: number) => ({ position: { lat: 40.69, lng: -74.01, at: before(age) } });

const markup = (
  document: Partial<StatusDocument>,
  language: Language = 'en',
  timeZone = 'America/New_York',
) =>
  statusPage(
    {
      document: { ...appointment, ...document } as StatusDocument,
      words: wordsOf(language),
      place: { language, timeZone },
      now,
      token: 'token',
    },
    { style: '', script: '' },
  ).markup;

/** What a reader sees of it. */
const read = (...args: Parameters<typeof markup>) =>
  markup(...args)
    .replace(/<(style|script)[^>]*>[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#39;/g, "'")
    .replace(/\s+/g, ' ');

describe('the page', () => {
  it.each<[string, Partial<StatusDocument>, string[]]>([
    [
      'scheduled',
      { status: 'pending_dispatch' },
      ['Friday, November 20', '8:30 – 9:30 AM', 'when Marcus sets off'],
    ],
    ['on hold', { status: 'dispatched', hold: { since: before(60) } }, ['is being rescheduled']],
    [
      'on the way',
      { status: 'en_route', eta, ...position(20) },
      ['9:15 AM', '12 min', '3.2 mi away', 'Live'],
    ],
    ['a minute old', { status: 'en_route', eta, ...position(80) }, ['9:15 AM', 'Updated 1 min ago']],
    [
      'stale',
      {
        status: 'en_route',
        eta: { ...eta, earliest: eta.arrivesAt, latest: '2026-11-20T14:25:00.000Z' },
        ...position(190),
      },
      ['9:15 – 9:25 AM', "No update from Marcus's phone for 3 min", 'Last seen 3 min ago'],
    ],
    ['out of sight', { status: 'en_route', ...position(1400) }, ['for 23 min', "Call Mike's Contracting"]],
    ['just off', { status: 'en_route', eta }, ['9:15 AM', 'Marcus has set off']],
    [
      'at the door',
      { status: 'arrived', arrivedAt: eta.arrivesAt },
      ['9:15 AM', "Marcus from Mike's Contracting has arrived"],
    ],
    [
      'done',
      { status: 'completed', completedAt: eta.arrivesAt },
      ['has been completed', 'finished at 9:15 AM'],
    ],
    ['closed', { status: 'completed', closed: true }, ['appointment is closed']],
  ])('tells who is %s', (_, document, expected) => {
    const text = read(document);
    for (const words of [...expected, 'not for emergencies', "Call Mike's Contracting"])
      expect(text).toContain(words);
  });

  it.each([
    ['2026-11-20T14:30:00.001Z', '2026-11-20T15:30:00.000Z', 'Booked 9:30 – 10:30 AM, earlier than planned'],
    ['2026-11-20T14:15:00.000Z', '2026-11-20T15:15:00.000Z', 'Booked 9:15 – 10:15 AM '],
    ['2026-11-21T14:30:00.000Z', '2026-11-21T15:30:00.000Z', 'Booked Sat, Nov 21, 9:30 – 10:30 AM, earlier'],
  ])('keeps what was booked in sight on the way: from %s to %s', (start, end, expected) => {
    const window = { start, end, timeZone: 'America/New_York' };
    expect(read({ status: 'en_route', window, eta, ...position(20) })).toContain(expected);
  });

  it('says what was done and when the link closes, where it is, and shares nothing any more', () => {
    const { job: _, window: __, address: ___, ...rest } = appointment;
    const over = { ...rest, status: 'completed', completedAt: eta.arrivesAt } as StatusDocument;
    const shown = statusPage(
      {
        document: over,
        words: wordsOf('en'),
        place: { language: 'en', timeZone: 'America/New_York' },
        now,
        token: 'token',
        job: 'Furnace tune-up',
        closesAt: '2026-11-21T14:15:00.000Z',
      },
      { style: '', script: '' },
    ).markup;
    expect(shown).toContain('Furnace tune-up');
    expect(shown).toContain('This link closes at 9:15 AM on Saturday, November 21.');
    expect(shown).not.toContain('id="share"');
    expect(shown).not.toContain('Willow');
    expect(/id="known">(.*?)<\/script>/.exec(shown)?.[1]).not.toContain('Furnace');
  });

  it.each([
    [24, '2026-11-27T15:00:00.000Z', 'This link closes 24 hours after the job is done.'],
    [168, '2026-11-28T15:00:00.000Z', 'This link closes 7 days after the job is done.'],
    [0, '2026-11-27T15:00:00.000Z', 'This link closes when the job is done.'],
    [24, instant(now + 24 * HOUR), 'This link closes at 9:'],
    [24, instant(now + 24 * HOUR + 1), 'This link closes 24 hours after'],
  ])(
    'says when the link will close while the work goes on: %s hours, %s at the latest',
    (hours, at, expected) => {
      const document = { ...appointment, status: 'arrived', arrivedAt: eta.arrivesAt } as StatusDocument;
      const place = { language: 'en', timeZone: 'America/New_York' } as const;
      const told = { document, words: wordsOf('en'), place, now, token: 'token' };
      const { markup } = statusPage(
        { ...told, closesAt: at, retentionHours: hours },
        { style: '', script: '' },
      );
      expect(markup).toContain(expected);
    },
  );

  it('names the address where there is no map, and describes the map where there is one', () => {
    expect(read({ status: 'dispatched', address: { line: 'Nowhere 1' } })).toContain(
      'There is no map for this address',
    );
    const described = markup({ status: 'en_route', eta, ...position(20) });
    expect(described).toContain('aria-label="Map around 48 Willow Ln" aria-describedby="away chip"');
  });

  it('takes the minutes away while it is cut off, and blames nobody for the silence', () => {
    const drive = driveViewModel({
      document: { ...appointment, status: 'en_route', eta, ...position(190) } as StatusDocument,
      words: wordsOf('en'),
      place: { language: 'en', timeZone: 'America/New_York' },
      miles: true,
      now,
      cutSince: now - 180_000,
    });
    expect(drive.chip).toEqual({ text: 'Reconnecting, as of 9:00 AM', tone: 'cut' });
    expect([drive.aside, drive.notes]).toEqual([undefined, []]);
  });

  it('warns where there is nothing, too, that it is not for emergencies', () => {
    for (const language of ['en', 'es'] as const)
      expect(notFoundPage(language, { style: '', script: '' }).markup).toContain(
        wordsOf(language).notForEmergencies,
      );
  });

  it('does not say that a closed visit was completed', () => {
    expect(read({ status: 'completed', closed: true, completedAt: eta.arrivesAt })).not.toMatch(
      /complete|finish/,
    );
  });

  it('says your technician where there is no name, and no arrival to wait for where there is no map', () => {
    const nobody = { firstName: '' };
    const text = read({ technician: nobody, address: { line: 'Nowhere 1' }, status: 'en_route' });
    expect(text).toContain('Your technician is on the way');
    expect(text).not.toContain('arrival time');
  });

  it('measures as people at the address do, and speaks their language', () => {
    const there = { status: 'en_route', eta, ...position(20) } as const;
    expect(read(there, 'en', 'Europe/Madrid')).toContain('5.2 km away');
    expect(read(there, 'es')).toContain('Llegada aproximada 9:15 a.m.');
    expect(markup(there, 'es')).toContain('<html lang="es">');
  });

  it('calls the office, with nothing but a number in the link', () => {
    expect(markup({ status: 'arrived' })).toContain('href="tel:+12125550100"');
    expect(markup({ status: 'arrived', company: { ...appointment.company, phone: 'none' } })).not.toContain(
      'tel:',
    );
  });

  it('asks no third party for a picture', () => {
    const elsewhere = { ...appointment.company, logoUrl: 'https://elsewhere.example/logo.png' };
    expect(markup({ status: 'arrived', company: elsewhere })).not.toContain('<img');
    expect(
      markup({ status: 'arrived', company: { ...elsewhere, logoUrl: '//elsewhere.example/x' } }),
    ).not.toContain('<img');
    expect(markup({ status: 'arrived', company: { ...elsewhere, logoUrl: '/logo.png' } })).toContain('<img');
  });

  it('lets no name, job or address become markup', () => {
    const nasty = fc.constantFrom(
      '"><script>alert(1)</script>',
      "' onload='x",
      '</title><img src=x>',
      'javascript:alert(1)',
      '&lt;',
    );
    const plain = markup({ status: 'dispatched' });
    const tags = (text: string) => text.match(/<[a-z!/][a-z0-9]*/gi);
    const hostile = fc.record({
      name: nasty,
      job: nasty,
      line: nasty,
      firstName: nasty,
      vehicle: nasty,
      color: nasty,
    });
    fc.assert(
      fc.property(hostile, ({ name, job, line, firstName, vehicle, color }) => {
        const attacked = markup({
          status: 'dispatched',
          company: { ...appointment.company, name, brandColor: color },
          job,
          address: { ...appointment.address, line },
          technician: { firstName, vehicle },
        });
        expect(tags(attacked)).toEqual(tags(plain));
        expect(attacked).not.toMatch(/<[^>]*"\s*onload/);
      }),
    );
  });
});

describe('brand colours', () => {
  it('can be read on both pages, and written on, whatever the brand', () => {
    const channel = fc.integer({ min: 0, max: 255 }).map((value) => value.toString(16).padStart(2, '0'));
    fc.assert(
      fc.property(fc.tuple(channel, channel, channel), (channels) => {
        const { brand, ink, onLight, onDark } = brandColors(`#${channels.join('')}`);
        const rgb = (color: string) => parse(color) ?? [0, 0, 0];
        const inkOn = ink === '#fff' ? '#ffffff' : '#000000';
        expect(contrast(rgb(inkOn), rgb(brand))).toBeGreaterThanOrEqual(4.5);
        expect(contrast(rgb(onLight), rgb('#ffffff'))).toBeGreaterThanOrEqual(4.5);
        expect(contrast(rgb(onDark), rgb('#181b22'))).toBeGreaterThanOrEqual(4.5);
      }),
    );
  });
});

describe('the language', () => {
  it.each([
    ['es-MX,es;q=0.9,en;q=0.8', 'es'],
    ['fr, en;q=0.5, es;q=0.7', 'es'],
    ['de', 'en'],
    ['es;q=0, en;q=0.1', 'en'],
    ['EN-us', 'en'],
    ['*', 'en'],
    ['', 'en'],
  ])('is for %j %s', (header, expected) => {
    expect(chooseLanguage(header, 'en')).toBe(expected);
  });

  it("is the company's when the browser asks for none", () => {
    expect(chooseLanguage(undefined, 'es')).toBe('es');
    expect(chooseLanguage('fr', 'es')).toBe('es');
  });
});
