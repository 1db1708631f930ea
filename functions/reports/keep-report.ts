import { createTimer } from '../../shared/kernel/timer-client.ts';
import { keepReport, type LookAgain } from '../../shared/reports/keep-report.ts';
import type { VisitFactEvent } from '../../shared/visits/fact-event.ts';
import { onEvent } from '../runtime/event.ts';

const lookAgain: LookAgain = (name, dueAt, visitId) =>
  createTimer({ name, dueAt, event: 'report.due', detail: { kind: 'report.due', visitId } });

/** Something happened to a visit: the company's reports follow. */
export const handler = onEvent<Pick<VisitFactEvent, 'kind' | 'visitId'>>(({ detail }, now) =>
  keepReport(detail, now, lookAgain),
);
