import { use } from 'react';
import { useOffice } from '../../state/office.ts';
import type { BookingWords } from '../../words/booking/en.ts';

const load: Readonly<Record<'en' | 'es', () => Promise<BookingWords>>> = {
  en: async () => (await import('../../words/booking/en.ts')).en,
  es: async () => (await import('../../words/booking/es.ts')).es,
};
const loaded: Partial<Record<'en' | 'es', Promise<BookingWords>>> = {};

/** Only who makes visits loads the words for it, in one language. */
export function useBookingWords(): BookingWords {
  const { language } = useOffice();
  loaded[language] ??= load[language]();
  return use(loaded[language]);
}
