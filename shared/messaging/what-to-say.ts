import { mayHoldLink } from '../team/message-template.ts';
import { decideAnswer } from './decide-answer.ts';
import { decideForMember } from './decide-for-member.ts';
import { type Decision, decideMessage } from './decide-message.ts';
import type { Dependencies, Ready } from './dependencies.ts';
import { draftMail } from './draft-mail.ts';
import type { Told } from './fill-in.ts';
import type { Known } from './look-up.ts';
import { type Draft, hasTemplate, type Message, type MessageKey } from './message.ts';
import { mentions } from './render-text.ts';

/**
 * Whether and how a message is to be said, as things stand: by the rules for members of the team, for what was written
 * by hand, or for what a company has a template for.
 * @param written what the ledger says of it
 */
export function decide(
  key: MessageKey,
  written: Message | undefined,
  known: Known,
  dependencies: Dependencies,
): Promise<Decision> {
  const now = dependencies.clock();
  if (key.recipient !== undefined) return decideForMember(key, known, dependencies);
  if (!hasTemplate(key)) return decideAnswer(key, written, known, now);
  return decideMessage(key, known.visit, known.account, now);
}

/** Whether its link has to be made: a mail has a button besides its text. */
export const needsLink = ({ key, template }: Decision): boolean =>
  mentions(template, 'link') || (key.asked === 'email' && hasTemplate(key) && mayHoldLink(key.kind));

/** What is decided on, in words. Not every fact makes a text: how long one is takes 37 KB to know, which wait until there is one. */
export async function draftOf(
  { key, template, phone = '' }: Decision,
  about: Omit<Told, 'now' | 'technicianId'> & Pick<Ready, 'visit'>,
  now: number,
): Promise<Draft> {
  if (key.recipient !== undefined) {
    const { draftForMember } = await import('./draft-for-member.ts');
    return draftForMember(key.kind, template, { ...about, phone, now });
  }
  if (!hasTemplate(key)) return (await import('./draft-answer.ts')).draftAnswer(key, template, about);
  const told = {
    ...about,
    ...(key.kind === 'running_late' && { eta: about.visit.delay?.arrivesAt }),
    ...(key.kind === 'dispatched' && { technicianId: key.occasion }),
    now,
  };
  if (key.asked === 'email') return draftMail(key.kind, template, told);
  return (await import('./draft-text.ts')).draftText(template, told);
}
