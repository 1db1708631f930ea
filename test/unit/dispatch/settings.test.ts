import { describe, expect, it } from 'vitest';
import { sizeOf } from '../../../shared/messaging/text-size.ts';
import { brandUses } from '../../../web/dispatch/rules/brand-check.ts';
import { mailParts } from '../../../web/dispatch/rules/mail-parts.ts';
import {
  bodyOf,
  changesOf,
  isOvertaken,
  valueAt,
  withChange,
} from '../../../web/dispatch/rules/setting-changes.ts';
import {
  insteadOf,
  partsOf,
  placeholderAt,
  withLinks,
  withoutOffending,
} from '../../../web/dispatch/rules/template-parts.ts';
import { roomOf } from '../../../web/dispatch/rules/text-room.ts';

describe('a text in the editor', () => {
  const KNOWN = ['company', 'eta'];
  const rows: [text: string, offending: string[], drawn: string][] = [
    ['', [], ''],
    ['Hello', [], 'words:Hello'],
    ['{company}: at {eta}.', [], 'placeholder:{company} words:: at  placeholder:{eta} words:.'],
    ['{company}{eta}', [], 'placeholder:{company} placeholder:{eta}'],
    ['{van} {} {eta', [], 'unknown:{van} words:  unknown:{} words: {eta'],
    ['way — {eta}', ['—'], 'words:way  offending:— words:  placeholder:{eta}'],
    ['——', ['—'], 'offending:— offending:—'],
    // An astral character is one.
    ['on 🚚!', ['🚚'], 'words:on  offending:🚚 words:!'],
    // Not offending, not marked; and a placeholder is never.
    ['a—b', [], 'words:a—b'],
    ['{é—}', ['—'], 'unknown:{é—}'],
  ];
  it.each(rows)('%j is drawn in its pieces', (text, offending, drawn) => {
    const parts = partsOf(text, KNOWN, offending);
    expect(parts.map((part) => `${part.is}:${part.text}`).join(' ')).toBe(drawn);
    expect(parts.map((part) => part.text).join('')).toBe(text);
  });

  it('has links where a phone makes them', () => {
    const parts = withLinks('See — https://x.test/t/a—b now', ['—']);
    expect(parts.map(({ is, text }) => `${is}:${text}`)).toEqual([
      'words:See ',
      'offending:—',
      'words: ',
      'link:https://x.test/t/a—b',
      'words: now',
    ]);
  });

  it.each([
    ['—', '-'],
    ['→', '->'],
    ['á', 'a'],
    ['ő', 'o'],
    ['😀', ''],
    ['中', ''],
  ])('%s has %j in its place', (character, instead) => {
    expect(insteadOf(character)).toBe(instead);
  });

  it.each(['On the way — here soon', 'Llegará después → hoy', 'Truck 🚚 coming', 'Family 👨‍👩‍👧 and 中'])(
    '%j can be said in the alphabet of texts',
    (text) => {
      const { offending } = sizeOf(text);
      expect(offending.length).toBeGreaterThan(0);
      expect(sizeOf(withoutOffending(text, offending)).encoding).toBe('GSM-7');
    },
  );

  it.each([
    ['at {eta}!', 8, 'before', [3, 8]],
    ['at {eta}!', 7, 'before', undefined],
    ['at {eta}!', 3, 'after', [3, 8]],
    ['at {eta}!', 4, 'after', undefined],
    ['{eta}{eta}', 5, 'before', [0, 5]],
    ['{eta}{eta}', 5, 'after', [5, 10]],
    ['{eta', 4, 'before', undefined],
  ] as const)('%j: at %i, %s it, a placeholder is taken as one', (text, cursor, side, found) => {
    expect(placeholderAt(text, cursor, side)).toEqual(found);
  });
});

describe('the room of a text', () => {
  it.each([
    ['a', 160, 160, 160],
    ['a', 161, 161, 306],
    ['a', 306, 306, 306],
    ['a', 307, 307, 459],
    ['€', 80, 160, 160],
    ['€', 81, 162, 306],
    ['á', 70, 70, 70],
    ['á', 71, 71, 134],
    ['á', 134, 134, 134],
    ['á', 135, 135, 201],
  ])('%s, %i times, takes %i of %i', (character, times, used, room) => {
    const text = character.repeat(times);
    const { encoding, segments } = sizeOf(text);
    expect(roomOf(text, encoding, segments)).toMatchObject({ used, room });
  });
});

describe('settings that are typed and not saved', () => {
  const saved = { company: { name: 'Mike’s' }, messages: { late: { text: { en: 'Late', es: 'Tarde' } } } };
  const at = '/messages/late/text/en';

  it('are found by the pointer that a refusal names', () => {
    expect([valueAt(saved, at), valueAt(saved, '/company/logoUrl'), valueAt(saved, '/link/x')]).toEqual([
      'Late',
      undefined,
      undefined,
    ]);
  });

  it('are none when typed back, and remember what stood there first', () => {
    const once = withChange({}, at, 'Late', 'So late');
    expect(once).toEqual({ [at]: { from: 'Late', to: 'So late' } });
    expect(withChange(once, at, 'Late', 'Late')).toEqual({});
    // Somebody has saved another in between: it still is not what was typed over.
    expect(withChange(once, at, 'Theirs', 'So very late')).toEqual({
      [at]: { from: 'Late', to: 'So very late' },
    });
  });

  it.each([
    ['Late', false],
    ['So late', false],
    ['Theirs', true],
  ])('are overtaken where %s is saved meanwhile: %s', (now, overtaken) => {
    expect(isOvertaken({ from: 'Late', to: 'So late' }, now)).toBe(overtaken);
  });

  it('are saved by their own part of the settings alone; an address that was emptied goes', () => {
    const changes = {
      [at]: { from: 'Late', to: 'So late' },
      '/company/logoUrl': { from: 'https://x.test/a.png' },
      '/companyX': { to: 1 },
    };
    expect(bodyOf(changesOf(changes, ['/messages/late', '/company']))).toEqual({
      messages: { late: { text: { en: 'So late' } } },
      company: { logoUrl: null },
    });
  });
});

describe('a brand colour', () => {
  it.each([
    // The lightest grey that is read on white, the darkest on the dark page, and the next of each (WCAG 2.2, 1.4.3).
    ['#767676', false, true],
    ['#777777', true, true],
    ['#828282', true, true],
    ['#838383', true, false],
    ['#000000', false, true],
    ['#ffff00', true, false],
    ['#2f49e0', false, true],
  ])('%s is moved to be read on the light page: %s, on the dark: %s', (color, onLight, onDark) => {
    const [under, light, dark] = brandUses(color) ?? [];
    expect([light?.isMoved, dark?.isMoved]).toEqual([onLight, onDark]);
    for (const use of [under, light, dark]) expect(use?.ratio).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['', '#fff', 'blue', '#12345g'])('%j is none', (color) => {
    expect(brandUses(color)).toBeUndefined();
  });
});

describe('a mail that is looked at', () => {
  it('has no style in its markup, and all of its words', () => {
    const words = 'Write style="bold" if a < b';
    const { sheets, markup } = mailParts(
      `<style type="text/css">p{color:red}</style><p class="x" style="a:b">${words}</p><style>i{}</style>`,
    );
    expect(sheets).toEqual(['p{color:red}', 'i{}']);
    expect(markup).toBe(`<p class="x" data-style="a:b">${words}</p>`);
  });
});
