import { brandColors } from '../team/brand-colors.ts';
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

/** The mail that invites somebody, in the company's colours and language; nothing to unsubscribe from. */
export function renderInvite({ member, by, link, account }: Told): Mail {
  const { company } = account.settings;
  const { subject, text, button, days } = WORDS[company.language];
  const said = text(by.name, company.name, member.role);
  const markup = fill(MAIL_MARKUP, {
    language: company.language,
    subject: subject(company.name),
    heading: subject(company.name),
    preview: said,
    company: company.name,
    ...(company.logoUrl === undefined ? { name: company.name } : { logo: company.logoUrl }),
    ...brandColors(company.brandColor),
    text: said,
    link,
    button,
    because: days,
  });
  return { subject: subject(company.name), html: markup, text: `${said}\n\n${link}\n\n--\n${days}\n` };
}
