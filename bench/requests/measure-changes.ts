import type { Row, Section } from '../report/row.ts';
import type { Stage } from './stage.ts';

const STEPS = ['dispatched', 'en_route', 'arrived', 'completed'] as const;
const READS = new Set(['GetItem', 'BatchGetItem', 'Query']);

/** What each step of a visit's life reads and writes before it is answered. */
export async function measureChanges(stage: Stage): Promise<Section> {
  const { visitId } = await stage.book();
  const rows: Row[] = [];
  for (const status of STEPS) {
    await stage.taken();
    await stage.knock('visits/change-status', {
      routeKey: 'POST /visits/{visitId}/status',
      path: { visitId },
      caller: stage.technician,
      body: { status },
    });
    const calls = await stage.taken();
    const writes = calls.filter(({ operation }) => !READS.has(operation));
    rows.push({
      what: `${status}: writes`,
      figure: writes.length,
      unit: '',
      bound: 1,
      note: calls.map(({ operation, units }) => `${operation} ${units}`).join(', '),
    });
  }
  return { title: 'POST /visits/{visitId}/status', rows };
}
