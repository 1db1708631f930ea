import { conflict } from '../kernel/problem.ts';
import { epoch, instant } from '../kernel/time.ts';
import { type Edit, mustMatch, nextVersion } from './edit.ts';
import { factOf } from './fact.ts';
import { isOver } from './life.ts';
import { linkHash, linkToken } from './link-token.ts';
import type { Outcome } from './take-step.ts';
import type { Visit } from './visit.ts';

/** @throws Problem 409 when the visit has no link that works */
export function mustHaveLink(visit: Visit, now: number): void {
  if (visit.status === 'cancelled') throw conflict('no-link', 'A cancelled visit has no link.');
  if (epoch(visit.link.expiresAt) <= now) throw conflict('no-link', 'The link of this visit has expired.');
}

/**
 * A new link for a visit; with the same write the old one leads nowhere.
 * @throws Problem 412, or 409 when the new one would be dead at once
 */
export function renewLink(visit: Visit, secret: string, { by, now, expected }: Edit): Outcome {
  mustMatch(visit, expected);
  mustHaveLink(visit, now);
  const generation = visit.link.generation + 1;
  const hash = linkHash(linkToken(secret, visit.visitId, generation));
  const after = { ...nextVersion(visit, now), link: { ...visit.link, generation, hash } };
  return { after, facts: [factOf(after, 'visit.link_replaced', { at: instant(now), by })] };
}

/**
 * Puts on the timeline that somebody wants the customer to be texted the link: the text follows from that.
 * @throws Problem 412, or 409 when there is nothing left to follow
 */
export function requestLinkText(visit: Visit, { by, now, expected }: Edit): Outcome {
  mustMatch(visit, expected);
  if (isOver(visit.status)) {
    throw conflict('over', `This visit is ${visit.status}; there is nothing to follow any more.`);
  }
  mustHaveLink(visit, now);
  const after = nextVersion(visit, now);
  return { after, facts: [factOf(after, 'visit.link_text_requested', { at: instant(now), by })] };
}
