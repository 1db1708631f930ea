import type { Gone, Stay } from '../drives/drive.ts';
import { instant, SECOND } from '../kernel/time.ts';
import type { LeavingEvidence } from '../visits/visit.ts';
import type { Fix } from './fix.ts';
import { observeLeaving } from './observe-leaving.ts';
import { isFresh } from './trust.ts';

/** What is to be done about a technician who has arrived somewhere. */
export type StayStep =
  | { readonly kind: 'nothing' }
  /** First seen inside. */
  | { readonly kind: 'inside'; readonly at: number }
  /** Gone by our own rule: Amazon Location is to be asked. */
  | { readonly kind: 'gone'; readonly gone: Gone }
  /** It was not a leaving after all. */
  | { readonly kind: 'back'; readonly at: number }
  | { readonly kind: 'left'; readonly gone: Gone; readonly source: LeavingEvidence['source'] };

/** Its EXIT takes a second or two; after this long it is not coming. */
const PATIENCE = 30 * SECOND;
const NOTHING = { kind: 'nothing' } as const;

/**
 * Has the technician left the site? As with arriving, our own rule over the fixes (`observeLeaving`) and Amazon
 * Location's EXIT of the same leaving must agree; where no EXIT can come, our rule decides alone. Nothing old counts:
 * of a backlog only what a fresh fix shows to be still so.
 * @param fixes the newest and those just before, oldest first
 * @param now epoch ms
 */
export function decideLeaving(stay: Stay, fixes: readonly Fix[], now: number): StayStep {
  if (!stay.site) return NOTHING;
  const known = stay.insideAt ?? stay.entered?.at;
  const seen = observeLeaving(
    fixes.filter(({ at }) => at > (known ?? 0)),
    stay.site,
  );
  if (known === undefined)
    return seen.insideAt === undefined ? NOTHING : { kind: 'inside', at: seen.insideAt };
  const { insideAt, last } = seen;
  if (stay.gone && insideAt !== undefined && insideAt > stay.gone.at) return { kind: 'back', at: insideAt };
  const gone = stay.gone ?? seen.gone;
  if (!gone || !last || !isFresh(last.at, now)) return NOTHING;
  if (stay.exited && stay.exited.at >= gone.since) return { kind: 'left', gone, source: 'geofence' };
  // It raises EXIT only for whom it saw inside.
  if (!stay.entered) return { kind: 'left', gone, source: 'position' };
  if (gone.askedAt === undefined) return { kind: 'gone', gone };
  return now - gone.askedAt < PATIENCE ? NOTHING : { kind: 'left', gone, source: 'position' };
}

/** What the timeline says about why. */
export const evidenceOf = (
  { rule, at, meters, accuracy, speed }: Gone,
  source: LeavingEvidence['source'],
): LeavingEvidence => ({
  source,
  rule,
  at: instant(at),
  distanceMeters: Math.round(meters),
  ...(accuracy !== undefined && { accuracyMeters: accuracy }),
  ...(speed !== undefined && { speedMps: Math.round(speed * 10) / 10 }),
});
