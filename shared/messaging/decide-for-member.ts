import { type Member, NO_ALERTS } from '../team/member.ts';
import type { Memo } from '../team/memo.ts';
import type { Visit } from '../visits/visit.ts';
import type { Known } from './about.ts';
import type { Decision } from './decide-message.ts';
import type { Dependencies } from './dependencies.ts';
import { templateForMember } from './draft-for-member.ts';
import { memoKeyOf, type Suppression, type TeamKey } from './message.ts';
import { isNeverMobile } from './phone-type.ts';
import { isStillTrueOf } from './team-occasion.ts';

/** How a member of the team is told, as things stand, or why not: on their devices, else by a text. */
export async function decideForMember(
  key: TeamKey,
  known: Known & { readonly visit: Visit },
  { team, clock }: Pick<Dependencies, 'team' | 'clock'>,
): Promise<Decision> {
  const { language } = known.account.settings.company;
  const member = await team.findMember(key.recipient);
  const alert = key.kind === 'alert' ? await team.findAlert(key.occasion, clock()) : undefined;
  const isMoot = key.kind === 'alert' && (!alert || alert.acknowledgedAt !== undefined);
  const isMember = member?.active && member.accountId === known.account.accountId;
  if (!isMember || isMoot || !isStillTrueOf(key, known.visit, known.account, clock())) {
    const template = alert?.text ?? templateForMember(key.kind, language);
    return { key, template, push: false, suppress: 'outdated' };
  }
  const { phone } = member;
  const wish = key.kind === 'alert' ? (member.alerts ?? NO_ALERTS) : { sms: true, push: true };
  const suppress = await suppression(member, wish.sms);
  return {
    key,
    template: alert?.text ?? templateForMember(key.kind, language),
    push: wish.push,
    ...(phone !== undefined && { phone }),
    ...(suppress && { suppress }),
  };
}

/** How somebody gets what the office has written; not any more, once they have said that they got it. */
export async function decideMemo(memo: Memo, { team }: Pick<Dependencies, 'team'>): Promise<Decision> {
  const said = { key: memoKeyOf(memo), template: memo.text };
  const member = await team.findMember(memo.memberId);
  const isMember = member?.active && member.accountId === memo.accountId;
  if (!isMember || memo.acknowledgedAt !== undefined) return { ...said, push: false, suppress: 'outdated' };
  const { phone } = member;
  const suppress = await suppression(member, true);
  return { ...said, push: true, ...(phone !== undefined && { phone }), ...(suppress && { suppress }) };
}

async function suppression({ phone }: Member, wanted: boolean): Promise<Suppression | undefined> {
  if (!wanted) return 'switched_off';
  return phone === undefined || (await isNeverMobile(phone)) ? 'not_mobile' : undefined;
}
