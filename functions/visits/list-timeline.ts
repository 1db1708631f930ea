import { toTimelineEntry } from '../../shared/visits/fact.ts';
import { listFacts } from '../../shared/visits/fact-store.ts';
import { reply } from '../runtime/reply.ts';
import { staff } from '../runtime/staff.ts';
import { visitOfPath } from './visit-of-path.ts';

/** GET /visits/{visitId}/timeline: everything that happened, in order. */
export const handler = staff({ subject: visitOfPath }, async ({ subject: visit }) => {
  const facts = await listFacts(visit.visitId);
  return reply(200, { entries: facts.map(toTimelineEntry) });
});
