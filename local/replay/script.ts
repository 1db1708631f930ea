import type { RecordedFix, RecordedStop, Recording } from './recording.ts';

/** What happens in a replay, in order. Times as recorded, epoch milliseconds. */
export type Act = { readonly at: number } & (
  | { readonly kind: 'upload'; readonly fixes: readonly RecordedFix[] }
  | { readonly kind: 'set_off' | 'tap' | 'complete'; readonly stop: RecordedStop }
);

/**
 * The recording as a script: what was uploaded together is posted together, each drive begins when it began, a stop
 * is completed just before the next drive, and the driver's taps are left out unless wanted.
 */
export function writeScript({ stops, fixes }: Recording, taps: boolean): Act[] {
  const acts: Act[] = uploadsOf(fixes);
  for (const [n, stop] of stops.entries()) {
    acts.push({ kind: 'set_off', at: stop.enRouteAt, stop });
    if (taps && stop.tappedAt !== undefined) acts.push({ kind: 'tap', at: stop.tappedAt, stop });
    const next = stops[n + 1];
    if (next) acts.push({ kind: 'complete', at: next.enRouteAt - 1, stop });
  }
  return acts.sort((a, b) => a.at - b.at);
}

function uploadsOf(fixes: readonly RecordedFix[]): Act[] {
  const uploads = Map.groupBy(fixes, ({ uploadedAt }) => uploadedAt);
  return [...uploads].map(([at, together]) => ({ kind: 'upload', at, fixes: together }));
}
