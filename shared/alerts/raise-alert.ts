import { instant } from '../kernel/time.ts';
import { type Alert, alertIdOf, type Occurrence } from './alert.ts';
import { AlreadySo, insertAlert } from './alert-store.ts';

/**
 * Tells the office something: once for each kind, subject and occasion, however often it is raised, and whether or
 * not somebody has seen to it since. The fact `alert.raised` follows on the bus.
 * @param now epoch ms
 * @returns whether this was the first time
 */
export async function raiseAlert(occurrence: Occurrence, now: number): Promise<boolean> {
  const { accountId, kind, text, visitId, memberId } = occurrence;
  const alert: Alert = {
    alertId: alertIdOf(occurrence),
    accountId,
    kind,
    at: instant(now),
    ...(visitId !== undefined && { visitId }),
    ...(memberId !== undefined && { memberId }),
    text,
  };
  try {
    await insertAlert(alert);
    return true;
  } catch (error) {
    if (error instanceof AlreadySo) return false;
    throw error;
  }
}
