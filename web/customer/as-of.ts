import type { StatusDocument } from '../../shared/public/status-document.ts';
import { liveView } from '../../shared/tracking/live.ts';

/** A document as it reads at a moment (epoch ms): the older its estimate and its fix, the less it claims. */
export function asOf(shown: StatusDocument, now: number): StatusDocument {
  const { eta, ...rest } = shown;
  const at = shown.position?.at ?? eta?.computedAt ?? '';
  return { ...rest, ...liveView({ at, ...(eta && { eta }) }, now) };
}
