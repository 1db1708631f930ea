import { notFound } from '../kernel/problem.ts';
import { instant } from '../kernel/time.ts';
import type { Alert } from './alert.ts';
import { AlreadySo, closeAlert, findAlert } from './alert-store.ts';

/**
 * Somebody of the office has seen to an alert. The first counts; whoever comes later is answered the same.
 * @param now epoch ms
 * @throws Problem 404 when it has expired meanwhile
 */
export async function acknowledgeAlert(alert: Alert, memberId: string, now: number): Promise<Alert> {
  if (alert.acknowledgedAt !== undefined) return alert;
  const closed = { ...alert, acknowledgedAt: instant(now), acknowledgedBy: memberId };
  try {
    await closeAlert(closed);
    return closed;
  } catch (error) {
    if (!(error instanceof AlreadySo)) throw error;
  }
  const meanwhile = await findAlert(alert.alertId, now);
  if (!meanwhile) throw notFound();
  return meanwhile;
}
