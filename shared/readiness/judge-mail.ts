import { ok, type Plan, problem, type Verdict, warning } from './verdict.ts';

/** How the account stands with SES. */
export interface MailAccount {
  /** False in the sandbox. */
  readonly production: boolean;
  /** False when Amazon has paused it, or the account itself. */
  readonly sending: boolean;
  /** `HEALTHY`, `PROBATION` or `SHUTDOWN`. */
  readonly standing: string;
  /** Mails in 24 hours, at most and so far; -1 for no limit. */
  readonly quota: { readonly most: number; readonly sent: number };
}

/** Of the day's mails; from here on the next busy hour may meet the end of them. */
const MOST_SENT = 0.8;
const REPUTATION =
  'SES → Reputation metrics says why: too many bounces or complaints. Mend that, then answer Amazon.';

export const judgeMailSandbox = (production: boolean): Verdict =>
  production
    ? ok('SES sends to anybody.')
    : warning(
        'SES sends to verified addresses only. Texts do not need it.',
        'For e-mails ask SES for production access.',
      );

export function judgeMailQuota({ sending, standing, quota: { most, sent } }: MailAccount): Verdict {
  if (!sending || standing === 'SHUTDOWN') return problem('SES sends nothing: it is paused.', REPUTATION);
  const told = `${sent} of ${most} mails are sent in 24 hours`;
  const more = 'Ask for a higher sending quota: Service Quotas → SES.';
  if (most >= 0 && sent >= most) return problem(`${told}: none leaves until some are older.`, more);
  if (standing === 'PROBATION') return warning('Amazon is watching the mails of this account.', REPUTATION);
  if (most >= 0 && sent >= most * MOST_SENT) return warning(`${told}.`, more);
  return ok(most < 0 ? `${sent} mails were sent in 24 hours, without a limit.` : `${told}.`);
}

/** @param identities verified domains and addresses */
export function judgeSenders(identities: readonly string[], { mailSender }: Plan): Verdict {
  if (mailSender === undefined)
    return warning(
      'No address is named that e-mails come from: none leaves. Texts do not need one.',
      'Verify its domain with SES, then deploy with --mail-sender.',
    );
  const by = identities.find((name) => isOf(mailSender, name));
  return by === undefined
    ? problem(
        `SES has not verified ${mailSender}, nor its domain: it refuses every e-mail.`,
        'SES → Identities → Create identity, for the domain; or correct --mail-sender.',
      )
    : ok(`SES may send as ${mailSender}${by === mailSender ? '' : `, by ${by}`}.`);
}

/** A verified domain stands for all that is below it; an address for itself, in the case it was written in. */
function isOf(sender: string, identity: string): boolean {
  if (identity.includes('@')) return sender === identity;
  const domain = sender.slice(sender.lastIndexOf('@') + 1).toLowerCase();
  const verified = identity.toLowerCase();
  return domain === verified || domain.endsWith(`.${verified}`);
}
