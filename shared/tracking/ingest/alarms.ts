import { type Instant, instant, MINUTE } from '../../kernel/time.ts';
import type { EventKind } from '../../vehicles/vehicle-event.ts';
import { acceptPositions } from '../accept-positions.ts';
import { readOsmand } from './osmand.ts';
import { jsonOf, timeOf, treeOf } from './reported.ts';
import { isForwarded } from './traccar.ts';

/** One of the alarms that say something of how a vehicle is driven, or of its tracker. */
export interface Alarm {
  readonly kind: EventKind;
  readonly at: Instant;
  readonly lat?: number;
  readonly lng?: number;
  /** m/s */
  readonly speed?: number;
}

/** Traccar's words, as in `KEY_ALARM` of its positions and `alarm` of its own protocol. */
const KINDS: ReadonlyMap<string, EventKind> = new Map([
  ['hardBraking', 'hard_braking'],
  ['hardAcceleration', 'hard_acceleration'],
  ['hardCornering', 'hard_cornering'],
  ['overspeed', 'speeding'],
  ['powerCut', 'power_cut'],
]);

/** How far ahead a tracker's clock may be, like a phone's. */
const CLOCK_TOLERANCE = 2 * MINUTE;

/**
 * The alarms in what a tracker or a Traccar server sends, at its own time; other alarms are none of ours. Without a
 * place they count all the same: a tracker that loses its power may not know where it is.
 */
export function readAlarms(query: string, body: string, now: number): readonly Alarm[] {
  const { named, time } = sent(query, body);
  const at = Date.parse(timeOf(time) ?? '');
  if (Number.isNaN(at) || at > now + CLOCK_TOLERANCE) return [];
  const kinds = [...new Set(String(named ?? '').split(','))].flatMap((word) => KINDS.get(word.trim()) ?? []);
  if (kinds.length === 0) return [];
  const [fix] = acceptPositions(readOsmand(query, body), now).fixes;
  const place = fix && {
    lat: fix.lat,
    lng: fix.lng,
    ...(fix.speed !== undefined && { speed: Math.round(fix.speed * 10) / 10 }),
  };
  return kinds.map((kind) => ({ kind, at: instant(Math.min(at, now)), ...place }));
}

function sent(query: string, body: string): { readonly named: unknown; readonly time: unknown } {
  const json = jsonOf(body);
  if (isForwarded(json)) {
    const { attributes, deviceTime, fixTime } = treeOf(treeOf(json)['position']);
    return { named: treeOf(attributes)['alarm'], time: deviceTime ?? fixTime };
  }
  const form = new URLSearchParams([query, body].filter((part) => part !== '').join('&'));
  return { named: form.get('alarm'), time: form.get('timestamp') };
}
