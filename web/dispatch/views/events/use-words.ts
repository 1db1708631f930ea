import { use } from 'react';
import { useOffice } from '../../state/office.ts';
import type { EventWords } from '../../words/events/en.ts';

const load: Readonly<Record<'en' | 'es', () => Promise<EventWords>>> = {
  en: async () => (await import('../../words/events/en.ts')).en,
  es: async () => (await import('../../words/events/es.ts')).es,
};
const loaded: Partial<Record<'en' | 'es', Promise<EventWords>>> = {};

/** Only who opens an event loads the words for it, in one language. */
export function useEventWords(): EventWords {
  const { language } = useOffice();
  loaded[language] ??= load[language]();
  return use(loaded[language]);
}
