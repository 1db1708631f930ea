import { use } from 'react';
import type { MapWords } from '../words/map/en.ts';
import { useOffice } from './office.ts';

const READ: Readonly<Record<'en' | 'es', () => Promise<MapWords>>> = {
  en: async () => (await import('../words/map/en.ts')).en,
  es: async () => (await import('../words/map/es.ts')).es,
};

const reading: Partial<Record<'en' | 'es', Promise<MapWords>>> = {};

/** What the crew map says: loaded with it, in one language. */
export function useMapWords(): MapWords {
  const { language } = useOffice();
  reading[language] ??= READ[language]();
  return use(reading[language]);
}
