import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { readAll } from '../kernel/batch-store.ts';
import { documents, recordsTable, type Write } from '../kernel/table.ts';
import { DAY, epoch, type Instant, instant } from '../kernel/time.ts';
import { without } from '../kernel/without.ts';
import { type BoardEvent, eventKey } from './event.ts';

/** Longer than any of ours, and short of what a key may hold. */
const MAX_ID_LENGTH = 128;

/** How long an event may be: whoever looks for those of a day looks as far back. */
export const LONGEST_EVENT = 62 * DAY;

const toEvent = (item: Record<string, unknown>): BoardEvent =>
  without(item, 'pk', 'sk', 'type', 'schema', 'gsi1pk', 'gsi1sk') as unknown as BoardEvent;

/** By the UTC month of its start, like visits. */
const monthList = (accountId: string, start: Instant) => `EVENTS#${accountId}#${start.slice(0, 7)}`;

/** An event of this account; somebody else's does not exist. */
export async function findEvent(accountId: string, eventId: string): Promise<BoardEvent | undefined> {
  if (eventId.length > MAX_ID_LENGTH) return undefined;
  const { Item } = await documents.send(
    new GetCommand({ TableName: recordsTable(), Key: eventKey(eventId), ConsistentRead: true }),
  );
  return Item?.['accountId'] === accountId ? toEvent(Item) : undefined;
}

/** Thrown when somebody else has changed an event since it was read: look again. */
export class Overtaken extends Error {}
const otherwise = () => new Overtaken();

const unchanged = (before: BoardEvent | undefined) =>
  before
    ? { ConditionExpression: 'version = :version', ExpressionAttributeValues: { ':version': before.version } }
    : { ConditionExpression: 'attribute_not_exists(pk)' };

/** The event as it shall be, if it still is as it was read. */
export const eventWrite = (event: BoardEvent, before?: BoardEvent): Write => ({
  Put: {
    TableName: recordsTable(),
    Item: {
      ...eventKey(event.eventId),
      type: 'event',
      schema: 1,
      gsi1pk: monthList(event.accountId, event.window.start),
      gsi1sk: `${event.window.start}#${event.eventId}`,
      ...event,
    },
    ...unchanged(before),
  },
  otherwise,
});

/** That it is there no more. */
export const eventRemoval = (event: BoardEvent): Write => ({
  Delete: { TableName: recordsTable(), Key: eventKey(event.eventId), ...unchanged(event) },
  otherwise,
});

/** An account's events that touch a span of time, in the order in which they begin. */
export async function eventsWithin(
  accountId: string,
  { start, end }: { readonly start: Instant; readonly end: Instant },
): Promise<BoardEvent[]> {
  const earliest = instant(epoch(start) - LONGEST_EVENT);
  const lists = await Promise.all(
    monthsBetween(earliest, end).map((month) => keysOf(monthList(accountId, month), earliest, end)),
  );
  const events = (await readAll(lists.flat())).map(toEvent);
  return events
    .filter(({ window }) => window.start < end && window.end > start)
    .sort((a, b) => a.window.start.localeCompare(b.window.start));
}

async function keysOf(list: string, from: Instant, to: Instant): Promise<Record<'pk' | 'sk', string>[]> {
  const keys: Record<'pk' | 'sk', string>[] = [];
  let next: Record<string, unknown> | undefined;
  do {
    const page = await documents.send(
      new QueryCommand({
        TableName: recordsTable(),
        IndexName: 'by-account',
        KeyConditionExpression: 'gsi1pk = :list AND gsi1sk BETWEEN :from AND :to',
        ExpressionAttributeValues: { ':list': list, ':from': from, ':to': to },
        ...(next && { ExclusiveStartKey: next }),
      }),
    );
    keys.push(...(page.Items ?? []).map(({ pk, sk }) => ({ pk: String(pk), sk: String(sk) })));
    next = page.LastEvaluatedKey;
  } while (next);
  return keys;
}

/** Their first instants. */
function monthsBetween(from: Instant, to: Instant): Instant[] {
  const months: Instant[] = [];
  let [year = 0, month = 1] = from.split('-').map(Number);
  for (;;) {
    const first = instant(Date.UTC(year, month - 1, 1));
    if (first >= to) return months;
    months.push(first);
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
  }
}
