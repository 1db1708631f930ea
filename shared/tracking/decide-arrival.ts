import type { Drive } from '../drives/drive.ts';
import { instant, SECOND } from '../kernel/time.ts';
import type { ArrivalEvidence } from '../visits/visit.ts';
import type { Approach, Settled } from './approach.ts';

/** How it stands with Amazon Location's word on this stay. */
export interface Asked {
  /** Epoch ms, our clock, of first sending it a fix inside; absent when it was not asked. */
  readonly at?: number;
  /** It could not be asked: no word will come. */
  readonly refused?: boolean;
}

/** Its ENTER takes a second or two; after this long it is not coming. */
const PATIENCE = 30 * SECOND;

/**
 * Has the technician arrived? Both must agree: our own rule over the fixes (`observe`), and Amazon Location's
 * ENTER of the same stay. Asked by whichever learns something last, so that their order does not matter. Where
 * ENTER cannot come (a circle crossed between two fixes, the service down) our own rule decides.
 * @param now epoch ms
 */
export function decideArrival(
  approach: Approach,
  entered: Drive['entered'],
  asked: Asked,
  now: number,
): ArrivalEvidence | undefined {
  const { settled } = approach;
  if (!settled) return undefined;
  if (confirms(entered, settled)) return evidence(settled, 'geofence');
  const silent = asked.refused || asked.at === undefined || now - asked.at >= PATIENCE;
  return settled.rule === 'crossed' || silent ? evidence(settled, 'position') : undefined;
}

/** ENTER is about this stay when no fix lay outside between it and the stay. */
export const confirms = (entered: Drive['entered'], { outsideAt }: Pick<Settled, 'outsideAt'>): boolean =>
  entered !== undefined && (outsideAt === undefined || entered.at > outsideAt);

const evidence = (settled: Settled, source: ArrivalEvidence['source']): ArrivalEvidence => ({
  source,
  rule: settled.rule,
  at: instant(settled.at),
  distanceMeters: Math.round(settled.meters),
  ...(settled.accuracy !== undefined && { accuracyMeters: settled.accuracy }),
  ...(settled.speed !== undefined && { speedMps: Math.round(settled.speed * 10) / 10 }),
});
