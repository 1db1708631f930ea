import { transact } from '../kernel/table.ts';
import { alertOf, type Occurrence } from './alert.ts';
import { AlreadySo, alertWrites } from './alert-store.ts';

/**
 * Tells the office something: once for each kind, subject and occasion, however often it is raised, and whether or
 * not somebody has seen to it since. The fact `alert.raised` follows on the bus.
 * @param now epoch ms
 * @returns whether this was the first time
 */
export async function raiseAlert(occurrence: Occurrence, now: number): Promise<boolean> {
  try {
    await transact(alertWrites(alertOf(occurrence, now)));
    return true;
  } catch (error) {
    if (error instanceof AlreadySo) return false;
    throw error;
  }
}
