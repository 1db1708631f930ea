import type { Fact } from './visit.ts';

/** A fact as the timeline shows it. */
export const toTimelineEntry = ({ at, kind, by, from, to, reason, evidence }: Fact) => ({
  at,
  kind,
  by,
  ...(from && { from }),
  ...(to && { to }),
  ...(reason && { reason }),
  ...(evidence && { evidence }),
});
