import { type AttributeValue, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { Barred } from '../drives/barred-store.ts';
import { conditionFailed, positionsTable, tableClient, throughConflicts } from '../kernel/table-client.ts';
import { DAY, ttl } from '../kernel/time.ts';
import { type Admission, admissionName, REQUEST_MS } from './device-pace.ts';
import type { Fix } from './fix.ts';
import { type Line, PHONE_SILENCE } from './one-line.ts';
import { packFixes } from './packed-fixes.ts';

/** The item a write is about, and for which device it is. */
export interface Target {
  readonly key: { readonly pk: string; readonly sk: string };
  readonly type: 'latest' | 'tracker';
  readonly accountId: string;
  readonly device?: string | undefined;
}

/** What of an item matters to whoever reports: as it was when a write was refused, or as it is since. */
export interface Known extends Line {
  readonly barred?: Barred;
  readonly admission?: Admission;
  /** Of a tracker: who drives, and since when (epoch ms). */
  readonly driver?: { readonly memberId: string; readonly since: number };
}

/** A part of a write: what it sets, and when it may. */
export interface Part {
  readonly set: string;
  readonly when?: string;
  readonly names: Record<string, string>;
  readonly values: Record<string, AttributeValue>;
}

/** One write of everything that is told. */
export async function write(
  target: Target,
  told: readonly Part[],
  now: number,
): Promise<{ readonly written: boolean; readonly known: Known }> {
  try {
    const command = update(target, [always(target, now), ...told]);
    const { Attributes } = await throughConflicts(() => tableClient.send(command));
    return { written: true, known: toKnown(Attributes, target.device) };
  } catch (error) {
    if (!conditionFailed(error)) throw error;
    return { written: false, known: toKnown(error.Item, target.device) };
  }
}

function toKnown(item: Record<string, AttributeValue> = {}, device = ''): Known {
  const barred = item['barred']?.S as Barred | undefined;
  const admission = item[admissionName(device)]?.M;
  const driver = item['driver']?.M;
  return {
    at: Number(item['at']?.N ?? 0),
    phoneAt: Number(item['phoneAt']?.N ?? 0),
    said: Number(item['said']?.N ?? 0),
    ...(barred && { barred }),
    ...(admission && {
      admission: { until: Number(admission['until']?.N), full: Number(admission['full']?.N) },
    }),
    ...(driver && { driver: { memberId: driver['memberId']?.S ?? '', since: Number(driver['since']?.N) } }),
  };
}

/** Attribute values by hand: the document client's conversions are a good part of this path's CPU. */
const update = (target: Target, parts: readonly Part[]): UpdateItemCommand =>
  new UpdateItemCommand({
    TableName: positionsTable(),
    Key: { pk: { S: target.key.pk }, sk: { S: target.key.sk } },
    UpdateExpression: `SET ${parts.map(({ set }) => set).join(', ')}`,
    ConditionExpression: parts.flatMap(({ when }) => when ?? []).join(' AND '),
    ExpressionAttributeNames: Object.assign({}, ...parts.map(({ names }) => names)),
    ExpressionAttributeValues: Object.assign({}, ...parts.map(({ values }) => values)),
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    // Nobody but a tracker has to know what the item holds besides.
    ...(target.type === 'tracker' && { ReturnValues: 'ALL_NEW' }),
  });

/** A tracker's last position stays: whoever looks for a van on Monday finds it where it was left. */
const always = ({ accountId, type }: Target, now: number): Part => ({
  set: `accountId = :account, ${type === 'latest' ? 'expiresAt = :expires, ' : ''}#type = :type, #schema = :schema`,
  when: 'attribute_not_exists(barred)',
  names: { '#type': 'type', '#schema': 'schema' },
  values: {
    ':account': { S: accountId },
    ...(type === 'latest' && { ':expires': { N: String(ttl(now + DAY)) } }),
    ':type': { S: type },
    ':schema': { N: '1' },
  },
});

/** The position, only forward in time. @param fixes in the order of their times; of none, nothing */
export const forward = (fixes: readonly Fix[]): Part[] =>
  fixes.length === 0
    ? []
    : [
        {
          set: '#at = :at, fixes = :fixes',
          when: '(attribute_not_exists(#at) OR #at < :first)',
          names: { '#at': 'at' },
          values: {
            ':at': { N: String(fixes.at(-1)?.at) },
            ':first': { N: String(fixes[0]?.at) },
            ':fixes': { S: packFixes(fixes) },
          },
        },
        ...ahead(fixes.at(-1)?.said),
      ];

/** What a clock that is ahead of ours says twice counts as of two times; it is told by that clock which is newer. */
const ahead = (said: number | undefined): Part[] =>
  said === undefined
    ? []
    : [
        {
          set: 'said = :said',
          when: '(attribute_not_exists(said) OR said < :said)',
          names: {},
          values: { ':said': { N: String(said) } },
        },
      ];

/** That a phone was heard, with the newest fix of it; a newer one stands. */
export const phoneHeard = (at: number): Part => ({
  set: 'phoneAt = :phone',
  when: '(attribute_not_exists(phoneAt) OR phoneAt < :phone)',
  names: {},
  values: { ':phone': { N: String(at) } },
});

/** Only where the phone has been silent by then. @param from epoch ms */
export const phoneSilent = (from: number, wrote: Part): Part => ({
  ...wrote,
  when: `${wrote.when} AND (attribute_not_exists(phoneAt) OR phoneAt <= :silent)`,
  values: { ...wrote.values, ':silent': { N: String(from - PHONE_SILENCE) } },
});

/** Words that stand until others are said. */
export const words = (said: Readonly<Record<string, string | number | undefined>>): Part[] =>
  Object.entries(said).flatMap(([name, value]) =>
    value === undefined
      ? []
      : {
          set: `#${name} = :${name}`,
          names: { [`#${name}`]: name },
          values: { [`:${name}`]: typeof value === 'number' ? { N: String(value) } : { S: value } },
        },
  );

/** A device's request, out of its bucket (the generic cell rate algorithm, in which a bucket is one instant). */
export const request = (device: string | undefined, turn: number, now: number): Part[] =>
  device === undefined
    ? []
    : [
        {
          set: '#device.#full = :next',
          when: '#device.#until > :now AND #device.#full <= :turn',
          names: { '#device': admissionName(device), '#until': 'until', '#full': 'full' },
          values: {
            ':now': { N: String(now) },
            ':turn': { N: String(turn) },
            ':next': { N: String(turn + REQUEST_MS) },
          },
        },
      ];

/** Of a very long backlog, what one history item takes: some 25 KB. */
const CHUNK = 1000;

/** Fixes that are not to be seen live; the same ones again are the same items again. */
export async function keepHistory(target: Target, fixes: readonly Fix[], now: number): Promise<void> {
  for (let from = 0; from < fixes.length; from += CHUNK) {
    await keep(target, fixes.slice(from, from + CHUNK), now);
  }
}

async function keep({ key, accountId }: Target, fixes: readonly Fix[], now: number): Promise<void> {
  const ordered = [...fixes].sort((a, b) => a.at - b.at);
  const sk = `HISTORY#${ordered[0]?.at}#${ordered.at(-1)?.at}#${ordered.length}`;
  await tableClient.send(
    new PutItemCommand({
      TableName: positionsTable(),
      Item: {
        pk: { S: key.pk },
        sk: { S: sk },
        type: { S: 'history' },
        schema: { N: '1' },
        accountId: { S: accountId },
        fixes: { S: packFixes(ordered) },
        expiresAt: { N: String(ttl(now + DAY)) },
      },
    }),
  );
}
