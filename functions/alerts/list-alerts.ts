import { toAlertBody } from '../../shared/alerts/alert.ts';
import { ALERT_SORT_KEY } from '../../shared/alerts/alert-store.ts';
import { AlertsQuery } from '../../shared/alerts/contract.ts';
import { listAlerts } from '../../shared/alerts/list-alerts.ts';
import { fromCursor, toCursor } from '../../shared/kernel/cursor.ts';
import { reply } from '../runtime/reply.ts';
import { staff } from '../runtime/staff.ts';

/** GET /alerts: what the office should know of, the newest first. */
export const handler = staff({ query: AlertsQuery }, async ({ query: { open, cursor }, account, now }) => {
  const { alerts, last } = await listAlerts({
    accountId: account.accountId,
    open: open === undefined ? undefined : open === 'true',
    before: cursor && fromCursor(cursor, ALERT_SORT_KEY),
    now,
  });
  return reply(200, {
    alerts: alerts.map(toAlertBody),
    ...(last !== undefined && { cursor: toCursor(last) }),
  });
});
