import { describe, expect, it } from 'vitest';
import { draftAnswer } from '../../../shared/messaging/draft-answer.ts';
import { draftForMember, templateForMember } from '../../../shared/messaging/draft-for-member.ts';
import { draftMail } from '../../../shared/messaging/draft-mail.ts';
import { draftText } from '../../../shared/messaging/draft-text.ts';
import { helpText } from '../../../shared/messaging/help-words.ts';
import {
  ANSWER_KINDS,
  type AnswerKind,
  TEAM_KINDS,
  type TeamKind,
} from '../../../shared/messaging/message.ts';
import { withLink } from '../../../shared/messaging/render-text.ts';
import { inPlainCharacters, sizeOf } from '../../../shared/messaging/text-size.ts';
import { LANGUAGES, MESSAGE_KINDS, type MessageKind } from '../../../shared/team/settings.ts';
import { sampleAccount, sampleVisit } from '../../support/sample-visit.ts';

/** 62 characters: on a host of Amazon's own. */
const link = `https://d111111abcdef8.cloudfront.net/t/${'x'.repeat(22)}`;
const base = sampleAccount();
const account = sampleAccount({
  company: { ...base.settings.company, name: 'Mike’s Plumbing' },
  review: { url: 'https://g.page/r/CdM3kXyZaBcDEfg/review', delayHours: 2 },
});
const visit = sampleVisit({
  window: { start: '2026-11-25T16:00:00.000Z', end: '2026-11-25T17:30:00.000Z' },
  delay: { minutes: 120, arrivesAt: '2026-11-25T18:00:00.000Z', since: '2026-11-25T15:00:00.000Z' },
});
const now = Date.parse('2026-11-24T22:00:00Z');
const told = (kind: MessageKind, language: (typeof LANGUAGES)[number]) =>
  withLink(
    draftText(account.settings.messages[kind].text[language], {
      visit,
      account,
      link,
      language,
      eta: '2026-11-25T18:00:00.000Z',
      now,
    }).text,
    link,
  );

describe('what a text by default says, and costs', () => {
  it.each<[MessageKind, en: number, es: number]>([
    ['booked', 1, 1],
    ['reminder', 1, 1],
    ['dispatched', 1, 1],
    ['en_route', 1, 1],
    ['running_late', 1, 1],
    ['arrived', 1, 1],
    ['late', 1, 1],
    ['rescheduled', 1, 1],
    ['cancelled', 1, 1],
    ['review', 1, 1],
  ])('%s: %i segment in English, %i in Spanish', (kind, ...segments) => {
    expect(link).toHaveLength(62);
    expect(account.settings.company.name).toHaveLength(15);
    LANGUAGES.forEach((language, index) => {
      const text = told(kind, language);
      expect(text).not.toMatch(/[{}]/);
      expect([sizeOf(text), text]).toEqual([
        { encoding: 'GSM-7', segments: segments[index], offending: [] },
        text,
      ]);
    });
  });

  it('is told of every kind there is', () => {
    expect(MESSAGE_KINDS).toHaveLength(10);
  });

  it.each(MESSAGE_KINDS)(
    '%s costs no segment as a mail, in whatever language, and has its subject',
    (kind) => {
      for (const language of LANGUAGES) {
        const template = account.settings.messages[kind].text[language];
        const eta = '2026-11-25T18:00:00.000Z';
        const {
          segments,
          channel,
          subject = '',
        } = draftMail(kind, template, {
          ...{ visit, account, link, language, eta, now },
        });
        expect([segments, channel]).toEqual([0, 'email']);
        expect(subject).toMatch(/^[^{}]{5,70}$/);
      }
    },
  );

  it.each<[AnswerKind, en: number, es: number]>([
    ['help', 1, 1],
    ['message', 1, 1],
  ])('%s, which no company has a template for: %i segment in English, %i in Spanish', (kind, ...segments) => {
    LANGUAGES.forEach((language, index) => {
      const written = {
        help: helpText(account.settings.company, language),
        message: { en: 'Use the side gate: {link}', es: 'Use la puerta de al lado: {link}' }[language],
      }[kind];
      const text = draftAnswer({ asked: 'sms' }, written, { visit, account, link });
      const mail = draftAnswer({ asked: 'email' }, written, { visit, account, link });
      expect([text.segments, sizeOf(text.text).encoding, mail.segments]).toEqual([
        segments[index],
        'GSM-7',
        0,
      ]);
    });
  });

  it('is told of every kind of answer there is', () => {
    expect(ANSWER_KINDS).toHaveLength(2);
  });
});

describe('characters', () => {
  it('that only look better are sent as GSM-7 has them', () => {
    const typed = '“Mike’s” 9–11\u202fAM, gate\u00a0‑\u00a0code…';
    expect(inPlainCharacters(typed)).toBe('"Mike\'s" 9-11 AM, gate - code...');
    expect(inPlainCharacters('cafe\u0301')).toBe('café');
  });

  it.each([
    ['here — now', ['—']],
    ['García, García', ['í']],
    ['here 👋🏽 at €5', ['👋🏽']],
    ['Señor Müller, à 5 {€}', []],
  ])('that mean something stay, and are named once: %s', (text, offending) => {
    expect(sizeOf(inPlainCharacters(text)).offending).toEqual(offending);
  });

  it.each([
    ['x'.repeat(160), 1],
    ['x'.repeat(161), 2],
    ['—'.repeat(70), 1],
    ['—'.repeat(71), 2],
  ])('fill segments: %s', (text, segments) => expect(sizeOf(text).segments).toBe(segments));
});

describe('what technicians are told, and what it costs', () => {
  const base = {
    customerId: 'customer_1',
    name: 'Maximilian Featherstonehaugh-Whitfield',
    phone: '+14155550134',
  };
  const address = {
    line: '1234 Northwest Featherstone Boulevard, Apartment 56, San Francisco',
    verified: true,
    timeZone: 'America/Los_Angeles',
  };
  it.each<[Exclude<TeamKind, 'alert'>, en: number, es: number]>([
    ['dispatched', 1, 1],
    ['assigned', 1, 1],
    ['unassigned', 1, 1],
    ['rescheduled', 1, 1],
    ['cancelled', 1, 1],
    ['late', 1, 1],
  ])('%s: %i segment in English, %i in Spanish', (kind, ...segments) => {
    LANGUAGES.forEach((language, index) => {
      const spoken = {
        ...account,
        settings: { ...account.settings, company: { ...account.settings.company, language } },
      };
      const about = {
        visit: { ...visit, customer: base, address },
        account: spoken,
        phone: '+14155550101',
        now,
      };
      const draft = draftForMember(kind, templateForMember(kind, language), about);
      expect(draft.text).not.toMatch(/[{}]|\+14155550134/);
      expect([draft.segments, sizeOf(draft.text).encoding, draft.text]).toEqual([
        segments[index],
        'GSM-7',
        draft.text,
      ]);
    });
  });

  it('is told of every kind there is', () => {
    expect(TEAM_KINDS).toHaveLength(7);
  });
});
