import { randomBytes } from 'node:crypto';
import { instant } from '../kernel/time.ts';
import { liveUrl } from '../public/live-url.ts';
import { type Bearer, TICKET_LIFE } from './ticket.ts';
import { saveTicket } from './ticket-store.ts';

/** Lets a member open one socket within a minute, by a word that is worth nothing afterwards. @param now epoch ms */
export async function makeTicket(bearer: Bearer, now: number) {
  const ticket = randomBytes(16).toString('base64url');
  const until = now + TICKET_LIFE;
  await saveTicket(ticket, bearer, until);
  return { ticket, url: liveUrl(), expiresAt: instant(until) };
}
