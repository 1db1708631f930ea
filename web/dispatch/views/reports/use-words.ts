import { use, useMemo } from 'react';
import { useOffice } from '../../state/office.ts';
import { createReportNumbers } from '../../words/report-numbers.ts';
import type { ReportWords } from '../../words/reports/en.ts';

const load: Readonly<Record<'en' | 'es', () => Promise<ReportWords>>> = {
  en: async () => (await import('../../words/reports/en.ts')).en,
  es: async () => (await import('../../words/reports/es.ts')).es,
};
const loaded: Partial<Record<'en' | 'es', Promise<ReportWords>>> = {};

/** Only who reads reports loads the words for them, in one language. */
export function useReportWords(): ReportWords {
  const { language } = useOffice();
  loaded[language] ??= load[language]();
  return use(loaded[language]);
}

export function useReportNumbers() {
  const { locale } = useOffice().told.words;
  const { minutes } = useReportWords();
  return useMemo(() => createReportNumbers(locale, minutes), [locale, minutes]);
}
