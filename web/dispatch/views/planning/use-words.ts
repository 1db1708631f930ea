import { use } from 'react';
import { useOffice } from '../../state/office.ts';
import type { PlanningWords } from '../../words/planning/en.ts';

const load: Readonly<Record<'en' | 'es', () => Promise<PlanningWords>>> = {
  en: async () => (await import('../../words/planning/en.ts')).en,
  es: async () => (await import('../../words/planning/es.ts')).es,
};
const loaded: Partial<Record<'en' | 'es', Promise<PlanningWords>>> = {};

/** Only who plans loads the words for it, in one language. */
export function usePlanningWords(): PlanningWords {
  const { language } = useOffice();
  loaded[language] ??= load[language]();
  return use(loaded[language]);
}
