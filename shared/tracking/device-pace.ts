import { DAY, MINUTE } from '../kernel/time.ts';

/** What stands beside a technician's latest position of each device token that is in use. */
export interface Admission {
  /** Epoch ms until which the token is taken without being looked up. */
  readonly until: number;
  /** Epoch ms at which its bucket is full again. */
  readonly full: number;
}

/** How it is called there. */
export const admissionName = (device: string): string => `device:${device}`;

/** Ten requests a second, and six hundred at once: an hour of backlog from an app that sends a fix each. */
export const REQUEST_MS = 100;
const BURST_MS = MINUTE;
const ADMITTED_MS = DAY;

/** A token that has just been looked up. */
export const admission = (now: number): Admission => ({ until: now + ADMITTED_MS, full: now });

export const isAdmitted = (known: Admission | undefined, now: number): known is Admission =>
  known !== undefined && known.until > now;

/** An empty bucket: one more request would fill it later than the burst allows. */
export const isTooFast = ({ full }: Admission, now: number): boolean => full - now > BURST_MS - REQUEST_MS;
