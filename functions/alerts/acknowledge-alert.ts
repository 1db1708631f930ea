import { acknowledgeAlert } from '../../shared/alerts/acknowledge-alert.ts';
import { type Alert, toAlertBody } from '../../shared/alerts/alert.ts';
import { findAlert } from '../../shared/alerts/alert-store.ts';
import { notFound } from '../../shared/kernel/problem.ts';
import { reply } from '../runtime/reply.ts';
import { type Caller, staff } from '../runtime/staff.ts';

/** POST /alerts/{alertId}/acknowledge: somebody of the office has seen to it. */
export const handler = staff({ subject: alertOfPath }, async ({ subject, member, now }) =>
  reply(200, { alert: toAlertBody(await acknowledgeAlert(subject, member.memberId, now)) }),
);

async function alertOfPath({ path, account, now }: Caller): Promise<Alert> {
  const alert = await findAlert(path['alertId'] ?? '', now);
  if (alert?.accountId !== account.accountId) throw notFound();
  return alert;
}
