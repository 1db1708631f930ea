import { fillIn, type Told } from './fill-in.ts';
import type { Draft } from './message.ts';
import { withLink } from './render-text.ts';
import { inPlainCharacters, sizeOf } from './text-size.ts';

/** What a company says of a visit, as a text. `link` only counts: what is kept of the text has its placeholder. */
export function draftText(template: string, told: Told): Draft {
  const { visit, link, eta } = told;
  const text = inPlainCharacters(fillIn(template, told));
  return {
    channel: 'sms',
    to: visit.customer.phone,
    text,
    generation: visit.link.generation,
    segments: sizeOf(withLink(text, link)).segments,
    ...(eta && { eta }),
  };
}
