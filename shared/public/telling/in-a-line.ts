import type { Story } from './on-the-way.ts';

/** `Arriving around 9:15 AM · Live`: where there is room for a line alone. What is told in words needs nothing before. */
export const inALine = ({ eyebrow, headline, size, chip }: Story): string => {
  const told = size === 'words' || !eyebrow ? headline : `${eyebrow} ${headline}`;
  return chip ? `${told} · ${chip.text}` : told;
};
