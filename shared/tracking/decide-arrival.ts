import type { Drive } from '../drives/drive.ts';
import { instant, SECOND } from '../kernel/time.ts';
import type { ArrivalEvidence } from '../visits/visit.ts';
import type { Approach, Confirmed } from './approach.ts';

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
  const { confirmed } = approach;
  if (!confirmed) return undefined;
  if (confirms(entered, confirmed)) return evidence(confirmed, 'geofence');
  const silent = asked.refused || asked.at === undefined || now - asked.at >= PATIENCE;
  return confirmed.rule === 'crossed' || silent ? evidence(confirmed, 'position') : undefined;
}

/** What an arrival rests on: Amazon Location's ENTER, or our own rule and why it had to do without. */
export function groundsOf({ source, rule }: ArrivalEvidence, asked: Asked) {
  if (source === 'geofence') return 'entered';
  if (rule === 'crossed') return 'crossed';
  if (asked.refused) return 'refused';
  return asked.at === undefined ? 'unasked' : 'waited';
}

/** ENTER is about this stay when no fix lay outside between it and the stay. */
export const confirms = (entered: Drive['entered'], { outsideAt }: Pick<Confirmed, 'outsideAt'>): boolean =>
  entered !== undefined && (outsideAt === undefined || entered.at > outsideAt);

const evidence = (confirmed: Confirmed, source: ArrivalEvidence['source']): ArrivalEvidence => ({
  source,
  rule: confirmed.rule,
  at: instant(confirmed.at),
  distanceMeters: Math.round(confirmed.meters),
  ...(confirmed.accuracy !== undefined && { accuracyMeters: confirmed.accuracy }),
  ...(confirmed.speed !== undefined && { speedMps: Math.round(confirmed.speed * 10) / 10 }),
});
