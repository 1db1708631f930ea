/** What an answer tells of the time; milliseconds since 1970, by this phone's clock but for `date`. */
export interface Heard {
  /** The answer's `Date` header: whole seconds, cut off. */
  readonly date: string | null;
  readonly askedAt: number;
  readonly heardAt: number;
}

/** As far off as this a clock is right; milliseconds. Phones that ask the time are off by less. */
const TOLERATED = 2000;

/**
 * How far this phone's clock is behind the service's after an answer; milliseconds, below 0 for one that is ahead. What
 * is known stands until it is surely wrong: a time that is sent twice is to be the same.
 */
export function learnBehind(known: number, { date, askedAt, heardAt }: Heard): number {
  const told = Date.parse(date ?? '') + 500;
  const measured = Math.round(told - (askedAt + heardAt) / 2);
  const doubt = TOLERATED + Math.abs(heardAt - askedAt) / 2;
  if (Number.isNaN(measured) || Math.abs(measured - known) <= doubt) return known;
  return Math.abs(measured) <= doubt ? 0 : measured;
}

/** A time of this phone by the clock of the service. */
export const corrected = (at: string, behind: number): string =>
  behind === 0 ? at : new Date(Date.parse(at) + behind).toISOString();

/**
 * When a fix was made, by this phone's clock. Some receivers go by it and some by the satellites, which are right when
 * it is not: a fix is heard as it is made, so that what is nearer to now is meant. Epoch ms.
 */
export function byThisClock(timestamp: number, now: number, behind: number): number {
  const fromSky = timestamp - behind;
  return Math.abs(fromSky - now) < Math.abs(timestamp - now) ? fromSky : timestamp;
}

/** So long before the last change a step is still of the same moment; milliseconds. The service is as lenient. */
const SAME_MOMENT = 120_000;

/**
 * The time of a step that was refused for being before the last change, when it is no more than two clocks differ:
 * that of the change. What was done well before it was done without knowing of it.
 */
export function clamped(at: string, changedAt: string | undefined): string | undefined {
  const early = Date.parse(changedAt ?? '') - Date.parse(at);
  return early > 0 && early <= SAME_MOMENT ? changedAt : undefined;
}
