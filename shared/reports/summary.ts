import type * as z from 'zod/mini';
import { SEGMENT_PRICE } from '../messaging/segment-price.ts';
import type { Day } from '../visits/local-day.ts';
import type { Summary } from './answers.ts';
import { type Counts, ETA_STEPS, sum } from './counts.ts';
import type { Line } from './line.ts';

type Rates = z.infer<typeof Summary>['total'];

/** What sums come to. */
export function ratesOf(counts: Counts): Rates {
  const of = (name: keyof Counts) => counts[name] ?? 0;
  const rate = (part: number, whole: number) => (whole > 0 ? Math.round((part / whole) * 1000) / 1000 : null);
  const average = (total: number, count: number) => (count > 0 ? Math.round(total / count) : null);
  return {
    visits: of('visits'),
    completed: of('completed'),
    cancelled: of('cancelled'),
    arrivals: of('arrivals'),
    onTimeRate: rate(of('onTime'), of('arrivals')),
    averageDriveSeconds: average(of('driveSeconds'), of('drives')),
    utilization: rate(of('siteSeconds'), of('siteSeconds') + of('driveSeconds')),
    linkOpenRate: rate(of('linksOpened'), of('linksSent')),
    averageEtaErrorSeconds: average(of('etaErrorSeconds'), of('etaErrors')),
    etaSteps: ETA_STEPS.map(of),
    messages: {
      queued: of('queued'),
      sent: of('sent'),
      delivered: of('delivered'),
      failed: of('failed'),
      suppressed: of('suppressed'),
      unknown: of('unknown'),
    },
    segments: of('segments'),
    cost: { amount: Math.round(of('segments') * SEGMENT_PRICE * 10_000) / 10_000, currency: 'USD' },
  };
}

/** Days and technicians of a period, each by themselves and together. @param nameOf a member's name */
export function summaryOf(
  lines: readonly Line[],
  { from, to }: { readonly from: Day; readonly to: Day },
  nameOf: (memberId: string) => string,
): z.infer<typeof Summary> {
  const together = (all: readonly Line[]) => ratesOf(sum(all.map(({ counts }) => counts)));
  const days = [...Map.groupBy(lines, ({ day }) => day)].sort(([a], [b]) => a.localeCompare(b));
  const technicians = [...Map.groupBy(lines, ({ memberId }) => memberId)];
  return {
    from,
    to,
    total: together(lines),
    days: days.map(([day, all]) => ({ day, ...together(all) })),
    technicians: technicians
      .map(([memberId, all]) => ({ memberId, name: nameOf(memberId), ...together(all) }))
      .sort((a, b) => a.name.localeCompare(b.name)),
  };
}
