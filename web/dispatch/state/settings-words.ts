import { use } from 'react';
import type { SettingsWords } from '../words/settings/en.ts';
import { useOffice } from './office.ts';

const READ: Readonly<Record<'en' | 'es', () => Promise<SettingsWords>>> = {
  en: async () => (await import('../words/settings/en.ts')).en,
  es: async () => (await import('../words/settings/es.ts')).es,
};

const reading: Partial<Record<'en' | 'es', Promise<SettingsWords>>> = {};

/** What the settings and the team's page say: loaded with the first of them, in one language. */
export function useSettingsWords(): SettingsWords {
  const { language } = useOffice();
  reading[language] ??= READ[language]();
  return use(reading[language]);
}
