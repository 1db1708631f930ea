import type { Message, Visit } from './stack.ts';

/**
 * What left the stack, the oldest first, by visit: by the link in it; one without goes with the visit whose link went to
 * the same number or address last.
 * @param links the customer's link of each visit, by its id
 */
export function groupTexts(
  messages: readonly Message[],
  visits: readonly Visit[],
  links: ReadonlyMap<string, string>,
): Map<Visit | undefined, Message[]> {
  const latest = new Map<string, Visit>();
  return Map.groupBy(messages, ({ to, text }) => {
    const named = visits.find(({ visitId }) => {
      const url = links.get(visitId);
      return url && text.includes(url);
    });
    if (named) latest.set(to, named);
    return (
      named ??
      latest.get(to) ??
      visits.findLast(({ customer: { phone, email } }) => phone === to || email === to)
    );
  });
}
