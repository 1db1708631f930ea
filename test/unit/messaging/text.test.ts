import fc from 'fast-check';
import { SegmentedMessage } from 'sms-segments-calculator';
import { describe, expect, it } from 'vitest';
import { draftText } from '../../../shared/messaging/draft-text.ts';
import GraphemeSplitter from '../../../shared/messaging/grapheme-splitter.ts';
import { renderText, withLink, withoutPlaceholder } from '../../../shared/messaging/render-text.ts';
import { clockRange, windowInWords } from '../../../shared/messaging/spoken-time.ts';
import { LANGUAGES } from '../../../shared/team/settings.ts';
import { sampleAccount, sampleVisit } from '../../support/sample-visit.ts';

const link = `https://d111111abcdef8.cloudfront.net/t/${'x'.repeat(22)}`;
const account = sampleAccount();
const spanish = sampleAccount({ company: { ...account.settings.company, language: 'es' } });
const eta = '2026-11-20T14:14:40.000Z';
const now = Date.parse('2026-11-20T14:00:00Z');
const draft = (of = account, visit = sampleVisit(), at: string | undefined = eta) =>
  draftText(of.settings.messages.en_route.text[of.settings.company.language], {
    visit,
    account: of,
    link,
    eta: at,
    now,
  }).text;

describe('what a reader takes for one character', () => {
  it.each([
    ['an accent typed apart', 'e\u0301a', ['e\u0301', 'a']],
    ['a family', '👨‍👩‍👧!', ['👨‍👩‍👧', '!']],
    ['a flag', '🇺🇸🇲🇽', ['🇺🇸', '🇲🇽']],
    ['GSM-7', 'Ñ€{', ['Ñ', '€', '{']],
  ])('is one: %s', (_what, text, characters) => {
    expect(new GraphemeSplitter().splitGraphemes(text)).toEqual(characters);
  });
});

describe('a text', () => {
  it("tells the arrival to the minute in the address's zone", () => {
    expect(draft()).toBe(
      "Your technician from Mike's Contracting is on the way - arriving around 9:15 AM. Track them here: {link}",
    );
    const west = { ...sampleVisit().address, timeZone: 'America/Los_Angeles' };
    expect(draft(account, sampleVisit({ address: west }))).toContain('6:15 AM');
    expect(draft(spanish)).toContain('9:15 a.m.');
  });

  it('has one full stop where a value ends in one too', () => {
    expect(renderText('At {eta}. {company}. Bye {company}!', { eta: '9:15 a.m.', company: 'Ace Inc.' })).toBe(
      'At 9:15 a.m. Ace Inc. Bye Ace Inc.!',
    );
  });

  it('goes without the time when nobody knows it', () => {
    const text = draftText(account.settings.messages.en_route.text.en, {
      visit: sampleVisit(),
      account,
      link,
      now,
    });
    expect(withLink(text.text, 'L')).toBe(
      "Your technician from Mike's Contracting is on the way. Track them here: L",
    );
  });

  it.each([
    ['We come, ETA {eta}. Track: {link}', 'We come. Track: {link}'],
    ['Arriving around {eta}. Track: {link}', 'Track: {link}'],
    ['Arriving around {eta}, track us: {link}', 'Track us: {link}'],
    ['On our way (about {eta}), see you soon. {link}', 'On our way, see you soon. {link}'],
    ['Coming {eta} {link}', 'Coming {link}'],
  ])('leaves out the part about the time: %s', (template, expected) => {
    expect(withoutPlaceholder(template, 'eta')).toBe(expected);
  });

  it('never loses the link with the time', () => {
    const piece = fc.constantFrom('{eta}', 'on the way', ' - ', ', ', '. ', ' (', '; ', '\n', '!', ' ');
    fc.assert(
      fc.property(fc.array(piece), fc.array(piece), (before, after) => {
        const kept = withoutPlaceholder([...before, ' {link} ', ...after].join(''), 'eta');
        expect(kept).toContain('{link}');
        expect(kept).not.toContain('{eta}');
      }),
    );
  });

  it('fills in once, leaves out what it does not know, and keeps to one line', () => {
    expect(renderText('{company}: {nonsense}{technician}', { company: 'A {technician}\nB', eta: '9' })).toBe(
      'A {technician} B:',
    );
  });

  it('names the technician, or says "Your technician"', () => {
    const arrived = (visit: Parameters<typeof sampleVisit>[0]) =>
      draftText('{technician} has arrived.', { visit: sampleVisit(visit), account, link, now }).text;
    expect(arrived({})).toBe('Marcus has arrived.');
    expect(arrived({ technicians: [], driverId: 'gone' })).toBe('Your technician has arrived.');
  });
});

describe('times in words', () => {
  const place = { language: 'en', timeZone: 'America/New_York' } as const;
  it('name the day once, and the second one only where it differs', () => {
    const { window } = sampleVisit();
    expect(windowInWords(window, place, now)).toBe('Fri, Nov 20, 9:00 AM - 11:00 AM');
    expect(windowInWords({ ...window, end: '2026-11-21T06:00:00.000Z' }, place, now)).toBe(
      'Fri, Nov 20, 9:00 AM - Sat, Nov 21, 1:00 AM',
    );
  });

  it('name the year where it is another one than that of whoever reads, at the address', () => {
    const window = { start: '2027-01-01T04:30:00.000Z', end: '2027-01-01T06:00:00.000Z' };
    expect(windowInWords(window, place, Date.parse('2026-12-30T12:00:00Z'))).toBe(
      'Thu, Dec 31, 11:30 PM - Fri, Jan 1, 2027, 1:00 AM',
    );
    expect(windowInWords(window, place, Date.parse('2027-01-01T05:00:00Z'))).toBe(
      'Thu, Dec 31, 2026, 11:30 PM - Fri, Jan 1, 1:00 AM',
    );
    const spanish = { ...place, language: 'es' } as const;
    expect(windowInWords(sampleVisit().window, spanish, Date.UTC(2025, 6))).toBe(
      'vie, 20 de nov de 2026, 9:00 a.m. - 11:00 a.m.',
    );
  });

  it('cost no more on any day of the year, in any language', () => {
    for (const language of LANGUAGES) {
      for (let day = 0; day < 366; day++) {
        const start = new Date(Date.UTC(2026, 0, day, 15)).toISOString();
        for (const told of [now, Date.UTC(2025, 5)]) {
          const words = windowInWords({ start, end: start }, { ...place, language }, told);
          expect(new SegmentedMessage(words).encodingName, words).toBe('GSM-7');
        }
      }
    }
  });

  it('name the half of the day once where it is the same', () => {
    expect(clockRange('2026-11-20T14:15:00Z', '2026-11-20T14:25:00Z', place)).toBe('9:15 – 9:25 AM');
    expect(clockRange('2026-11-20T16:50:00Z', '2026-11-20T17:10:00Z', place)).toBe('11:50 AM – 12:10 PM');
  });
});
