import type { Language, Settings } from '../team/settings.ts';
import { renderText } from './render-text.ts';

/** Who writes, whom to call, and how to end it: what carriers want to be answered to HELP (CTIA, Messaging Principles). */
const WORDS: Readonly<Record<Language, string>> = {
  en: '{company}: questions about your visit? Call us at {officePhone}. Reply STOP to get no more texts.',
  es: '{company}: si tiene preguntas sobre su visita, llame al {officePhone}. Responda STOP para no recibir mensajes.',
};

/** The answer to HELP. */
export const helpText = ({ name, phone }: Settings['company'], language: Language): string =>
  renderText(WORDS[language], { company: name, officePhone: phone });
