import { brandColors } from '../team/brand-colors.ts';
import { imageAddress } from '../team/image-address.ts';
import type { Member } from '../team/member.ts';
import type { Account, Language } from '../team/settings.ts';
import { MAIL_MARKUP } from './mail-markup.ts';
import { fill, type Mail } from './render-mail.ts';

interface Told {
  readonly member: Pick<Member, 'name' | 'role'>;
  /** Who invites. */
  readonly by: Pick<Member, 'name'>;
  readonly link: string;
  readonly account: Pick<Account, 'settings'>;
}

interface Words {
  readonly subject: (company: string) => string;
  readonly text: (by: string, company: string, role: Member['role']) => string;
  readonly button: string;
  readonly days: string;
}

const ROLES: Readonly<Record<Language, Readonly<Record<Member['role'], string>>>> = {
  en: { owner: 'an owner', dispatcher: 'a dispatcher', technician: 'a technician' },
  es: { owner: 'propietario', dispatcher: 'coordinador', technician: 'técnico' },
};

const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    subject: (company) => `Join ${company}`,
    text: (by, company, role) => `${by} invites you to join the team of ${company} as ${ROLES.en[role]}.`,
    button: 'Join the team',
    days: 'The link is yours alone and works for seven days. If you know nothing of this, ignore this e-mail.',
  },
  es: {
    subject: (company) => `Únase a ${company}`,
    text: (by, company, role) => `${by} le invita a unirse al equipo de ${company} como ${ROLES.es[role]}.`,
    button: 'Unirse al equipo',
    days: 'El enlace es solo suyo y vale siete días. Si no sabe nada de esto, no haga caso de este correo.',
  },
};

/** The mail that invites somebody. */
export function renderInvite({ member, by, link, account }: Told): Mail {
  const { company } = account.settings;
  const { subject, text, button, days } = WORDS[company.language];
  const said = text(by.name, company.name, member.role);
  return renderLetter(account, { subject: subject(company.name), said, link, button, because: days });
}

const READY: Readonly<Record<Language, (company: string) => Omit<Letter, 'link'>>> = {
  en: (company) => ({
    subject: 'Your account is ready',
    said: `The account of ${company} has been switched on. Your board is waiting for you.`,
    button: 'Open the board',
    because: 'You get this e-mail because you asked to be told.',
  }),
  es: (company) => ({
    subject: 'Su cuenta está lista',
    said: `La cuenta de ${company} ya está activada. Su tablero le espera.`,
    button: 'Abrir el tablero',
    because: 'Recibe este correo porque pidió que se le avisara.',
  }),
};

/** The mail to whoever asked to be told that their account is switched on. */
export function renderReady(account: Told['account'], link: string): Mail {
  const { name, language } = account.settings.company;
  return renderLetter(account, { ...READY[language](name), link });
}

interface Letter {
  readonly subject: string;
  readonly said: string;
  readonly link: string;
  readonly button: string;
  readonly because: string;
}

/** A mail to one of the team, in the company's colours and language; nothing to unsubscribe from. */
function renderLetter(
  { settings: { company } }: Told['account'],
  { subject, said, link, button, because }: Letter,
): Mail {
  const html = fill(MAIL_MARKUP, {
    language: company.language,
    subject,
    heading: subject,
    preview: said,
    company: company.name,
    ...(company.logoUrl === undefined ? { name: company.name } : { logo: imageAddress(company.logoUrl) }),
    ...brandColors(company.brandColor),
    text: said,
    link,
    button,
    because,
  });
  return { subject, html, text: `${said}\n\n${link}\n\n--\n${because}\n` };
}
