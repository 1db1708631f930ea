import { conflict } from '../kernel/problem.ts';
import type { Account } from '../team/account-store.ts';
import type { Member } from '../team/member.ts';
import { inviteLink } from './invite.ts';

/** @throws Problem 409 where the operator has named no sender of mails: an invite is a mail */
export function mustSendMails(): void {
  if (!process.env['MAIL_SENDER']) {
    throw conflict('mail-not-configured', 'No mails can be sent here; the operator has named no sender.');
  }
}

/** Sends somebody their link. @returns whether it left: it can be sent again */
export async function sendInvite(
  member: Member,
  token: string,
  by: Member,
  account: Account,
): Promise<boolean> {
  const [{ renderInvite }, { sendMail }] = await Promise.all([
    import('../messaging/render-letter.ts'),
    import('../messaging/mail-client.ts'),
  ]);
  const mail = renderInvite({ member, by, link: inviteLink(token), account });
  const { name: sender } = account.settings.company;
  const { kind } = await sendMail({ ...mail, to: member.email ?? '', sender });
  return kind === 'accepted';
}
