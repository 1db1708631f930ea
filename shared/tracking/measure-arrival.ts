import { log } from '../kernel/log.ts';
import { measure } from '../kernel/metrics.ts';
import { epoch, type Instant, SECOND } from '../kernel/time.ts';
import type { ArrivalEvidence } from '../visits/visit.ts';
import { type Asked, groundsOf } from './decide-arrival.ts';

/** An arrival that the system has just marked. */
export interface MarkedArrival {
  readonly visitId: string;
  readonly trip: number;
  readonly evidence: ArrivalEvidence;
  readonly asked: Asked;
  /** Epoch ms of the arrival as the page showed it before. */
  readonly shown?: number | undefined;
}

/** What the text about setting off said of a visit's arrival, if it said anything. */
export type ToldEta = (visitId: string) => Promise<Instant | undefined>;

/**
 * Measures what settled an arrival, how long that took, and how far off the arrival times were that the customer was
 * told. Arrivals that people mark are not measured like this: nobody knows how long before they had happened.
 * @param now epoch ms
 */
export async function measureArrival(arrival: MarkedArrival, toldEta: ToldEta, now: number): Promise<void> {
  const { evidence, asked, shown } = arrival;
  const Evidence = groundsOf(evidence, asked);
  const at = epoch(evidence.at);
  measure('Arrivals', { Evidence });
  // Machines' clocks differ by milliseconds, and CloudWatch has no percentiles for what may be negative.
  measure('ArrivalDelay', { Evidence }, Math.max(0, now - at) / SECOND);
  if (shown !== undefined) measure('EtaError', { Told: 'page' }, apart(shown, at));
  const told = await toldBefore(arrival, toldEta);
  if (told !== undefined) measure('EtaError', { Told: 'text' }, apart(epoch(told), at));
}

/** The text is sent once; of a second drive it knew nothing. */
async function toldBefore({ visitId, trip }: MarkedArrival, toldEta: ToldEta): Promise<Instant | undefined> {
  if (trip > 1) return undefined;
  try {
    return await toldEta(visitId);
  } catch (error) {
    log.warn('an arrival time could not be compared with the text', error as Error);
    return undefined;
  }
}

const apart = (a: number, b: number): number => Math.abs(a - b) / SECOND;
