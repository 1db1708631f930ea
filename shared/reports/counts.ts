/**
 * How many minutes after the time that a text named somebody came: steps of two minutes around -10, -8 to 10, and beyond
 * in the outermost.
 */
export const ETA_STEPS = [
  'etaEarly10',
  'etaEarly8',
  'etaEarly6',
  'etaEarly4',
  'etaEarly2',
  'etaKept',
  'etaLate2',
  'etaLate4',
  'etaLate6',
  'etaLate8',
  'etaLate10',
] as const;

/** What is counted of visits: whole numbers, so that sums are exact whatever the order. Times in seconds. */
export const COUNTS = [
  'visits',
  'completed',
  'cancelled',
  'arrivals',
  'onTime',
  'drives',
  'driveSeconds',
  'siteSeconds',
  'etaErrors',
  'etaErrorSeconds',
  ...ETA_STEPS,
  'linksSent',
  'linksOpened',
  'segments',
  'queued',
  'sent',
  'delivered',
  'failed',
  'suppressed',
  'unknown',
] as const;
export type CountName = (typeof COUNTS)[number];

/** Those that are not nothing. */
export type Counts = Readonly<Partial<Record<CountName, number>>>;

/** What one is more than the other. */
export const difference = (after: Counts, before: Counts): Counts => combined(after, before, (a, b) => a - b);

export const sum = (all: readonly Counts[]): Counts =>
  all.reduce((total, one) => combined(total, one, (a, b) => a + b), {});

function combined(one: Counts, other: Counts, by: (a: number, b: number) => number): Counts {
  const entries = COUNTS.map((name) => [name, by(one[name] ?? 0, other[name] ?? 0)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== 0));
}
