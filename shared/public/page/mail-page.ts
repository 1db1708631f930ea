import { html } from '../../kernel/html.ts';
import { brandStyle } from '../../team/brand-colors.ts';
import type { Account, Language } from '../../team/settings.ts';
import { frame, type Page } from './frame.ts';

interface Asked {
  readonly company: Pick<Account['settings']['company'], 'name' | 'brandColor'>;
  readonly language: Language;
  /** Whether the customer takes mails as it is. */
  readonly wanted: boolean;
  readonly style: string;
}

const WORDS = {
  en: {
    ask: (company: string) => `No more e-mails from ${company}?`,
    note: 'Text messages are not affected.',
    stop: 'Stop e-mails',
    over: (company: string) => `You get no more e-mails from ${company}.`,
    again: 'Send them again',
  },
  es: {
    ask: (company: string) => `¿No quiere más correos de ${company}?`,
    note: 'Los mensajes de texto no cambian.',
    stop: 'No recibir correos',
    over: (company: string) => `Ya no recibe correos de ${company}.`,
    again: 'Volver a recibirlos',
  },
} as const;

/** Room and shape for the one button of this page. */
const BUTTON =
  'form{margin-top:20px}form button{font:inherit;font-weight:600;padding:13px 20px;border:0;border-radius:10px;background:var(--brand);color:var(--ink)}';

/** What a link in a mail leads to: whether mails are to end, or that they have. */
export function mailPage({ company, language, wanted, style }: Asked): Page {
  const words = WORDS[language];
  const title = wanted ? words.ask(company.name) : words.over(company.name);
  const styles = [style, brandStyle(company.brandColor), BUTTON];
  const body = html`<div id="page"><main class="over"><div class="top"><h1>${title}</h1>
<div class="notes"><p>${words.note}</p></div>
<form method="post"><button name="email" value="${wanted ? 'off' : 'on'}">${wanted ? words.stop : words.again}</button></form></div></main></div>`;
  return { markup: frame({ language, title, styles, body }), styles, scripts: [], hasForm: true };
}
