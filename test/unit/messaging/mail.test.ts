import { XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { mailMarkup } from '../../../scripts/build-mail.ts';
import { draftMail } from '../../../shared/messaging/draft-mail.ts';
import { MAIL_MARKUP } from '../../../shared/messaging/mail-markup.ts';
import { mailbox } from '../../../shared/messaging/mailbox.ts';
import { renderMail } from '../../../shared/messaging/render-mail.ts';
import { LANGUAGES, MESSAGE_KINDS } from '../../../shared/team/settings.ts';
import { MAIL_STORIES, mailOf as storyMail } from '../../support/mail-stories.ts';
import { sampleAccount, sampleVisit } from '../../support/sample-visit.ts';

const now = Date.parse('2026-11-20T13:50:00Z');
const link = 'https://track.example.com/t/token';
const unsubscribe = 'https://track.example.com/unsubscribe/token';
const HOSTILE = '<img src=x>"\r\nBcc: all@example.com';
const review = { url: 'https://example.com/review', delayHours: 2 };

const mailOf = (
  kind: (typeof MESSAGE_KINDS)[number],
  language: (typeof LANGUAGES)[number],
  name = 'Mike’s',
) => {
  const { company } = sampleAccount().settings;
  const account = sampleAccount({ company: { ...company, name }, review });
  const customer = { ...sampleVisit().customer, name, email: 'dana@example.com', language };
  const technicians = [{ memberId: 'member_marcus', firstName: name }];
  const address = { ...sampleVisit().address, line: name };
  const visit = sampleVisit({ customer, technicians, address });
  const told = { visit, account, link, eta: '2026-11-20T14:15:00.000Z', now };
  const draft = draftMail(kind, account.settings.messages[kind].text[language], told);
  return renderMail({ draft, link, account, visit, kind, unsubscribe, now });
};

it('mails are drawn as their source says', () => {
  expect(MAIL_MARKUP).toBe(mailMarkup());
});

it('whoever opens a mail is told of to nobody: it loads nothing of others', () => {
  expect(MAIL_MARKUP).not.toMatch(/(?:src|href)="https?:|@import|url\(/);
});

/** Outlook on Windows reads what is in these comments, all others what is not. */
const OUTLOOK = /<!--\[if mso \| IE\]>([\s\S]*?)<!\[endif\]-->/g;
const bodyOf = (html: string): string => /<body[\s\S]*<\/body>/.exec(html)?.[0] ?? '';

describe.each(Object.keys(MAIL_STORIES))('the mail of the story %s', (story) => {
  it.each(LANGUAGES)('has all its tables closed, in Outlook and elsewhere, in %s', (language) => {
    const body = bodyOf(storyMail(story, language).html);
    for (const read of ['$1', '']) expect(XMLValidator.validate(body.replace(OUTLOOK, read))).toBe(true);
  });
});

it('the number to call, and the link, can be tapped wherever they are named', () => {
  const late = storyMail('late', 'en').html;
  expect(late).toContain('Contracting: <a href="tel:+12125550100">+12125550100</a></div>');
  expect(storyMail('message', 'en').html).toMatch(/visit: <a href="(https:\S+)">\1<\/a><\/div>/);
});

describe.each(MESSAGE_KINDS)('a mail that is %s', (kind) => {
  it.each(LANGUAGES)('says everything, and can be ended, in %s', (language) => {
    const { subject, html, text } = mailOf(kind, language);
    for (const part of [subject, html, text]) expect(part).not.toMatch(/\{\w+\}|undefined|<!--(if|end)/);
    for (const part of [html, text]) expect(part).toContain(unsubscribe);
  });

  it('takes nobody’s name for markup or a header', () => {
    const { subject, html } = mailOf(kind, 'en', HOSTILE);
    expect(html).not.toContain('<img src=x');
    expect(subject).not.toMatch(/[\r\n]/);
  });
});

it.each([
  ['Mike "the" A@B', '"Mike \\"the\\" A@B" <visits@example.com>'],
  ['Ñandú', '=?UTF-8?B?w5FhbmTDug==?= <visits@example.com>'],
  ['A\r\nBcc: x', `=?UTF-8?B?${Buffer.from('A\r\nBcc: x').toString('base64')}?= <visits@example.com>`],
])('the sender %j is %s', (name, expected) => expect(mailbox(name, 'visits@example.com')).toBe(expected));
