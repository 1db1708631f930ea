import type { MessageKind } from './settings.ts';

/** Characters a company's own text may have, before it is filled in. */
export const LONGEST_TEMPLATE = 1000;

/** What SNS takes as one message, and splits itself (Publish, SNS API Reference). */
const LONGEST_TEXT = 1600;

/** What may stand in a text, and how many characters it stands for at most. */
const LONGEST = {
  technician: 100,
  company: 80,
  customer: 100,
  officePhone: 16,
  window: 70,
  start: 12,
  eta: 12,
  minutes: 3,
  link: 100,
  reviewLink: 1000,
} as const;
export type Placeholder = keyof typeof LONGEST;

const ALWAYS = ['technician', 'company', 'customer', 'officePhone', 'window', 'start'] as const;

/** What each kind can name: a cancelled visit has no link, one that is over may have none any more. */
export const PLACEHOLDERS: Readonly<Record<MessageKind, readonly Placeholder[]>> = {
  booked: [...ALWAYS, 'link'],
  reminder: [...ALWAYS, 'link'],
  dispatched: [...ALWAYS, 'link'],
  en_route: [...ALWAYS, 'link', 'eta'],
  running_late: [...ALWAYS, 'link', 'eta', 'minutes'],
  arrived: [...ALWAYS, 'link'],
  late: [...ALWAYS, 'link'],
  rescheduled: [...ALWAYS, 'link'],
  cancelled: ALWAYS,
  review: [...ALWAYS, 'reviewLink'],
};

/** Whether a message of this kind may hold the visit's link; a mail has a button for it then. */
export const mayHoldLink = (kind: MessageKind): boolean => PLACEHOLDERS[kind].includes('link');

/** Without these a text would miss what it is for. */
const NEEDED: Readonly<Partial<Record<MessageKind, Placeholder>>> = {
  en_route: 'link',
  review: 'reviewLink',
};

/** Why a company cannot say it like this, in the words of an error; undefined when it can. */
export function faultOfTemplate(kind: MessageKind, template: string): string | undefined {
  const known: readonly string[] = PLACEHOLDERS[kind];
  const named = [...template.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name);
  if (!named.every((name) => known.includes(name))) {
    return `must have no placeholders but ${known.map((name) => `{${name}}`).join(' ')}`;
  }
  const needed = NEEDED[kind];
  if (needed && !named.includes(needed)) return `must have {${needed}}`;
  const longest = named.reduce(
    (length, name) => length - name.length - 2 + LONGEST[name as Placeholder],
    template.length,
  );
  return longest > LONGEST_TEXT ? `must stay within ${LONGEST_TEXT} characters when filled in` : undefined;
}
