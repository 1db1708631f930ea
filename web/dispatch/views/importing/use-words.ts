import { use } from 'react';
import { useOffice } from '../../state/office.ts';
import type { ImportWords } from '../../words/importing/en.ts';

const load: Readonly<Record<'en' | 'es', () => Promise<ImportWords>>> = {
  en: async () => (await import('../../words/importing/en.ts')).en,
  es: async () => (await import('../../words/importing/es.ts')).es,
};
const loaded: Partial<Record<'en' | 'es', Promise<ImportWords>>> = {};

/** Only who imports visits loads the words for it, in one language. */
export function useImportWords(): ImportWords {
  const { language } = useOffice();
  loaded[language] ??= load[language]();
  return use(loaded[language]);
}
