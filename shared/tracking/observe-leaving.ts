import type { Gone } from '../drives/drive.ts';
import type { Site } from './approach.ts';
import type { Fix } from './fix.ts';
import { distanceMeters } from './geometry.ts';
import { isTrustworthy } from './trust.ts';

/** Nearer to the circle than this, nothing begins and nothing ends: a receiver that drifts at the kerb stays there. */
const EDGE_METERS = 50;
/** So far outside, whoever walks is gone too; a van parked a street away is nearer. */
const FAR_METERS = 300;
/** Faster than anybody walks: the bound below which coming is an arrival. */
const DRIVING_MPS = 4;

type Side = 'inside' | 'edge' | 'outside';

/** What fixes tell of somebody who was at a site, in the order of their times. */
export interface Leavings {
  /** Epoch ms of the newest fix inside. */
  readonly insideAt?: number;
  /** Gone, and not back since. */
  readonly gone?: Gone;
  /** Epoch ms of the newest fix that can be trusted, and where it lay. */
  readonly last?: { readonly at: number; readonly side: Side };
}

/**
 * Did somebody leave the site? By two trustworthy fixes in a row that lie outside beyond any doubt, the second of them
 * driving, by the receiver's own word (a speed made of two places would take its drift for driving), or far away.
 * @param fixes oldest first; one that is there twice counts once
 */
export function observeLeaving(fixes: readonly Fix[], site: Site): Leavings {
  let seen: Leavings = {};
  let before: Fix | undefined;
  for (const fix of fixes) {
    if (fix.at <= (seen.last?.at ?? 0) || !isTrustworthy(fix, site.radiusMeters)) continue;
    const beyond = distanceMeters(fix, site) - site.radiusMeters;
    const side = sideOf(beyond);
    const { gone, ...rest } = seen;
    if (side === 'inside') seen = { insideAt: fix.at, last: { at: fix.at, side } };
    else {
      const now = gone ?? (before && side === 'outside' ? goneBy(before, fix, beyond) : undefined);
      seen = { ...rest, last: { at: fix.at, side }, ...(now && { gone: now }) };
    }
    before = side === 'outside' ? fix : undefined;
  }
  return seen;
}

function sideOf(beyond: number): Side {
  if (beyond <= 0) return 'inside';
  return beyond <= EDGE_METERS ? 'edge' : 'outside';
}

function goneBy(before: Fix, fix: Fix, beyond: number): Gone | undefined {
  const { accuracy, speed } = fix;
  const driving = speed !== undefined && speed > DRIVING_MPS;
  if (beyond <= FAR_METERS && !driving) return undefined;
  return {
    rule: driving ? 'drove_off' : 'far',
    since: before.at,
    at: fix.at,
    meters: beyond,
    ...(accuracy !== undefined && { accuracy }),
    ...(speed !== undefined && { speed }),
  };
}
