import { DAY, epoch, HOUR, type Instant, instant } from '../kernel/time.ts';
import type { Visit } from './visit.ts';

const AFTER_WINDOW = 7 * DAY;

/** When a visit's link stops working, whatever its status: seven days after the window's end. */
export const linkExpiry = (window: Visit['window']): Instant => instant(epoch(window.end) + AFTER_WINDOW);

/** When a completed visit's link stops working: after the account's retention window, but never later than before. */
export const linkExpiryOnceCompleted = (
  window: Visit['window'],
  completedAt: Instant,
  retentionHours: number,
): Instant => instant(Math.min(epoch(linkExpiry(window)), epoch(completedAt) + retentionHours * HOUR));
