import { recordsTable, type Write } from '../kernel/table.ts';
import type { Visit } from './visit.ts';

/** Which technicians' days a change touches: an index entry for each assigned, none for whoever was taken off. */
export function assignmentWrites(before: Visit | undefined, after: Visit): Write[] {
  const was = new Set(before?.technicians.map(({ memberId }) => memberId));
  const is = new Set(after.technicians.map(({ memberId }) => memberId));
  const moved = before?.window.start !== after.window.start;
  return [
    ...[...is].filter((memberId) => moved || !was.has(memberId)).map((memberId) => put(after, memberId)),
    ...[...was].filter((memberId) => !is.has(memberId)).map((memberId) => remove(after, memberId)),
  ];
}

const key = (visitId: string, memberId: string) => ({ pk: `VISIT#${visitId}`, sk: `TECHNICIAN#${memberId}` });

const put = ({ visitId, accountId, window }: Visit, memberId: string): Write => ({
  Put: {
    TableName: recordsTable(),
    Item: {
      ...key(visitId, memberId),
      type: 'assignment',
      schema: 1,
      accountId,
      gsi2pk: `TECHNICIAN#${memberId}#${window.start.slice(0, 7)}`,
      gsi2sk: `${window.start}#${visitId}`,
    },
  },
});

const remove = ({ visitId }: Visit, memberId: string): Write => ({
  Delete: { TableName: recordsTable(), Key: key(visitId, memberId) },
});
