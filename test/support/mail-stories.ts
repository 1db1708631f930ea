import { draftAnswer } from '../../shared/messaging/draft-answer.ts';
import { draftMail } from '../../shared/messaging/draft-mail.ts';
import { renderInvite } from '../../shared/messaging/render-letter.ts';
import { type Mail, renderMail } from '../../shared/messaging/render-mail.ts';
import { mayHoldLink } from '../../shared/team/message-template.ts';
import type { Language, MessageKind, Settings } from '../../shared/team/settings.ts';
import { sampleAccount, sampleVisit } from './sample-visit.ts';

const LINK = 'https://track.example.com/t/Zm9yLWEtcGljdHVyZS1vbg';
const UNSUBSCRIBE = 'https://track.example.com/unsubscribe/Zm9yLWEtcGljdHVyZS1vbg';
const NOW = Date.parse('2026-11-20T13:50:00Z');

/** A wordmark in dark blue on nothing, as companies have them. */
const LOGO = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" width="190" height="44"><circle cx="22" cy="22" r="18" fill="#0f5c4d"/><text x="50" y="30" font-family="Georgia,serif" font-size="24" fill="#12352e">Greenleaf</text></svg>',
)}`;

interface Told {
  readonly settings?: Partial<Settings>;
  /** What was written by hand. */
  readonly written?: Readonly<Record<Language, string>>;
}
type MailStory = (language: Language) => Mail;

const { company } = sampleAccount().settings;
const review = { url: 'https://g.page/r/CdM3kXyZaBcDEfg/review', delayHours: 2 };

/** One to Dana, of Marcus's visit on a Friday morning, as it would leave. */
const toDana =
  (kind: MessageKind | 'message', { settings, written }: Told = {}): MailStory =>
  (language) => {
    const account = sampleAccount(settings);
    const visit = sampleVisit({
      customer: { ...sampleVisit().customer, email: 'dana@example.org', language },
    });
    const link = kind === 'message' || mayHoldLink(kind) ? LINK : '';
    const told = { visit, account, link, now: NOW };
    const draft =
      kind === 'message'
        ? draftAnswer({ asked: 'email' }, written?.[language] ?? '', told)
        : draftMail(kind, account.settings.messages[kind].text[language], { ...told, ...etaOf(kind) });
    return renderMail({ ...told, kind, draft, unsubscribe: UNSUBSCRIBE });
  };

const etaOf = (kind: MessageKind) => (kind === 'en_route' ? { eta: '2026-11-20T14:15:00.000Z' } : {});

/** Mails that look different from one another: with and without a panel, a button, a number to call, and a logo. */
export const MAIL_STORIES: Readonly<Record<string, MailStory>> = {
  booked: toDana('booked'),
  'en-route': toDana('en_route'),
  arrived: toDana('arrived'),
  late: toDana('late'),
  cancelled: toDana('cancelled'),
  review: toDana('review', { settings: { review } }),
  logo: toDana('rescheduled', {
    settings: {
      company: { ...company, name: 'Greenleaf Cleaning', brandColor: '#f2b705', logoUrl: LOGO },
    },
  }),
  message: toDana('message', {
    written: {
      en: 'Thank you, we have the gate code. Marcus will ring twice. Everything about your visit: {link}',
      es: 'Gracias, ya tenemos el código del portón. Marcus tocará dos veces. Todo sobre su visita: {link}',
    },
  }),
  invite: (language) =>
    renderInvite({
      member: { name: 'Nina Hart', role: 'dispatcher' },
      by: { name: 'Olga Owen' },
      link: 'https://track.example.com/invite/Zm9yLWEtcGljdHVyZS1vbg',
      account: sampleAccount({ company: { ...company, language } }),
    }),
};

/** One of them. @throws Error when there is no such story */
export function mailOf(name: string, language: Language): Mail {
  const story = MAIL_STORIES[name];
  if (!story) throw new Error(`There is no story ${name}.`);
  return story(language);
}
