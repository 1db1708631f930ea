import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { documents, recordsTable, transact, type Write } from '../kernel/table.ts';
import { toMessage } from '../messaging/message-store.ts';
import type { Day } from '../visits/local-day.ts';
import { toVisit, visitKey } from '../visits/visit-store.ts';
import { type Counts, difference } from './counts.ts';
import type { Known, Line } from './line.ts';

/** A visit's line as it was added last. */
export interface Added {
  readonly line: Line;
  readonly version: number;
}

const LINE = 'REPORT';
const dayKey = (accountId: string, { day, memberId }: Pick<Line, 'day' | 'memberId'>) => ({
  pk: `REPORT#${accountId}`,
  sk: `${day}#${memberId}`,
});

/** All that stands with a visit, in one consistent query, and what of it was added before. */
export async function findReported(
  visitId: string,
): Promise<{ readonly known: Known; readonly added?: Added } | undefined> {
  const { Items = [] } = await documents.send(
    new QueryCommand({
      TableName: recordsTable(),
      KeyConditionExpression: 'pk = :visit',
      ExpressionAttributeValues: { ':visit': visitKey(visitId).pk },
      ConsistentRead: true,
    }),
  );
  const at = (sk: string) => Items.find((item) => item['sk'] === sk);
  const visit = at(visitKey(visitId).sk);
  if (!visit) return undefined;
  const added = at(LINE) as (Added & object) | undefined;
  return {
    known: {
      visit: toVisit(visit),
      messages: Items.filter(({ sk }) => String(sk).startsWith('MESSAGE#')).map(toMessage),
      pageViews: Number(at('PAGE-VIEWS')?.['pageViews'] ?? 0),
    },
    ...(added && { added: { line: added.line, version: added.version } }),
  };
}

/** Thrown when somebody else has added a line of this visit since it was read: look again. */
export class Overtaken extends Error {}

/** Has the sums hold this line instead of the one before: all of it or nothing, and never twice. */
export async function addLine(
  { visitId, accountId }: Known['visit'],
  line: Line,
  before: Added | undefined,
): Promise<void> {
  const version = (before?.version ?? 0) + 1;
  const kept: Write = {
    Put: {
      TableName: recordsTable(),
      Item: { pk: visitKey(visitId).pk, sk: LINE, type: 'report-line', schema: 1, accountId, line, version },
      ...(before
        ? {
            ConditionExpression: 'version = :before',
            ExpressionAttributeValues: { ':before': before.version },
          }
        : { ConditionExpression: 'attribute_not_exists(pk)' }),
    },
    otherwise: () => new Overtaken(),
  };
  const was = before?.line;
  const same = was?.day === line.day && was.memberId === line.memberId;
  await transact([
    kept,
    ...sumWrite(accountId, line, difference(line.counts, same ? was.counts : {})),
    ...(was && !same ? sumWrite(accountId, was, difference({}, was.counts)) : []),
  ]);
}

function sumWrite(accountId: string, place: Pick<Line, 'day' | 'memberId'>, by: Counts): Write[] {
  const counts = Object.entries(by);
  if (counts.length === 0) return [];
  return [
    {
      Update: {
        TableName: recordsTable(),
        Key: dayKey(accountId, place),
        UpdateExpression: `SET #type = :type, #schema = :schema ADD ${counts.map(([name]) => `#${name} :${name}`).join(', ')}`,
        ExpressionAttributeNames: {
          '#type': 'type',
          '#schema': 'schema',
          ...Object.fromEntries(counts.map(([name]) => [`#${name}`, name])),
        },
        ExpressionAttributeValues: {
          ':type': 'report',
          ':schema': 1,
          ...Object.fromEntries(counts.map(([name, count]) => [`:${name}`, count])),
        },
      },
    },
  ];
}

/** An account's sums of some days, the first and the last included, by day and technician. */
export async function listSums(accountId: string, from: Day, to: Day): Promise<Line[]> {
  const lines: Line[] = [];
  let next: Record<string, unknown> | undefined;
  do {
    const page = await documents.send(
      new QueryCommand({
        TableName: recordsTable(),
        KeyConditionExpression: 'pk = :account AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: {
          ':account': dayKey(accountId, { day: from, memberId: '' }).pk,
          ':from': from,
          ':to': `${to}#~`,
        },
        ...(next && { ExclusiveStartKey: next }),
      }),
    );
    lines.push(...(page.Items ?? []).map(toLine));
    next = page.LastEvaluatedKey;
  } while (next);
  return lines;
}

function toLine({ pk: _, sk, type: __, schema: ___, ...counts }: Record<string, unknown>): Line {
  const [day = '', memberId = ''] = String(sk).split(/#(.*)/s);
  return { day, memberId, counts };
}
