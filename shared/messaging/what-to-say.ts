import { mayHoldLink } from '../team/message-template.ts';
import type { Account } from '../team/settings.ts';
import type { About } from './about.ts';
import { decideAnswer } from './decide-answer.ts';
import { decideForMember, decideMemo } from './decide-for-member.ts';
import { type Decision, decideMessage } from './decide-message.ts';
import type { Dependencies } from './dependencies.ts';
import { draftMail } from './draft-mail.ts';
import type { Told } from './fill-in.ts';
import { type Draft, hasTemplate, type Message } from './message.ts';
import { mentions } from './render-text.ts';

/**
 * Whether and how a message is to be said, as things stand: by the rules for what the office writes to its team, for
 * members of the team, for what was written by hand to a customer, or for what a company has a template for.
 * @param written what the ledger says of it
 */
export function decide(
  about: About,
  written: Message | undefined,
  account: Account,
  dependencies: Dependencies,
): Promise<Decision> {
  const now = dependencies.clock();
  if (about.memo) return decideMemo(about.memo, dependencies);
  const { key, visit } = about;
  if (key.recipient !== undefined) return decideForMember(key, { visit, account }, dependencies);
  if (!hasTemplate(key)) return decideAnswer(key, written, { visit, account }, now);
  return decideMessage(key, visit, account, now);
}

/** Whether its link has to be made: a mail has a button besides its text. */
export const needsLink = ({ key, template }: Decision): boolean =>
  mentions(template, 'link') || (key.asked === 'email' && hasTemplate(key) && mayHoldLink(key.kind));

/** What is decided on, in words. Not every fact makes a text: how long one is takes 37 KB to know, which wait until there is one. */
export async function draftOf(
  { template, phone = '' }: Decision,
  about: About,
  given: Pick<Told, 'account' | 'link' | 'eta'>,
  now: number,
): Promise<Draft> {
  if (about.memo) return (await import('./draft-for-member.ts')).draftMemo(template, phone);
  const { key, visit } = about;
  if (key.recipient !== undefined) {
    const { draftForMember } = await import('./draft-for-member.ts');
    return draftForMember(key.kind, template, { ...given, visit, phone, now });
  }
  if (!hasTemplate(key)) {
    return (await import('./draft-answer.ts')).draftAnswer(key, template, { ...given, visit });
  }
  const told = {
    ...given,
    visit,
    ...(key.kind === 'running_late' && { eta: visit.delay?.arrivesAt }),
    ...(key.kind === 'dispatched' && { technicianId: key.occasion }),
    now,
  };
  if (key.asked === 'email') return draftMail(key.kind, template, told);
  return (await import('./draft-text.ts')).draftText(template, told);
}
