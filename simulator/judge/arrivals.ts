import { metersBetween } from '../story/ground.ts';
import type { Court } from './court.ts';
import type { VisitJudge } from './visits.ts';

/** A receiver's usual error, and what a van moves while it is looked at. */
const SLACK_METERS = 60;

/** No arrival without evidence, and none missed where somebody truly stayed. */
export function judgeArrivals(court: Court, { visits }: VisitJudge): void {
  for (const [visitId, { facts }] of visits) {
    const job = court.jobs.get(visitId);
    if (!job) continue;
    for (const fact of facts) {
      if (fact.kind !== 'visit.arrived' || fact.by.role !== 'system') continue;
      const { evidence, technicianId } = fact;
      if (!evidence) {
        court.report('arrival', 'the system marked an arrival without evidence', [visitId]);
        continue;
      }
      const told = job.company.technicians.find(({ memberId }) => memberId === technicianId)?.told ?? [];
      const limit = job.company.settings.radiusMeters + SLACK_METERS;
      if (!told.some((fix) => metersBetween(fix, job.site) <= limit))
        court.report(
          'arrival',
          `the system marked an arrival of ${technicianId}, who never told of being there`,
          [visitId],
        );
    }
  }
}
