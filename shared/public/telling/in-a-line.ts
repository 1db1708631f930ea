import type { Story } from './on-the-way.ts';

/** `Arriving around 9:15 AM · Live`: where there is room for a line alone. */
export const inALine = ({ eyebrow, headline, chip }: Story): string =>
  [[eyebrow, headline].filter(Boolean).join(' '), chip?.text].filter(Boolean).join(' · ');
