import { type AttributeValue, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { Barred } from '../drives/barred-store.ts';
import { latestKey } from '../drives/drive.ts';
import { conditionFailed, positionsTable, tableClient, throughConflicts } from '../kernel/table-client.ts';
import { DAY, ttl } from '../kernel/time.ts';
import { type Admission, admissionName, isAdmitted, isTooFast, REQUEST_MS } from './device-pace.ts';
import type { Fix } from './fix.ts';
import { packFixes } from './packed-fixes.ts';
import type { PhoneState } from './phone-state.ts';

export interface Reporter {
  readonly memberId: string;
  readonly accountId: string;
  /** The device token they come by; our own app's come by none. */
  readonly device?: string;
  /** What our own app says of itself, told by the same write. */
  readonly phone?: PhoneState;
}

/** Why nothing was stored. */
export type Refusal = Barred | 'unknown_device' | 'too_fast';

/** The newest fixes the latest item holds; what is more goes to history. */
const KEPT = 20;
/** Of a very long backlog, what one history item takes: some 25 KB. */
const CHUNK = 1000;

/**
 * Moves a technician's latest position forward: one write for fixes that are all newer than what is there and
 * not too many. What is older, or too much, goes to history by a second write. The same write lets a device in and
 * counts its request; once a day it is looked up before.
 * @param fixes at least one, in the order of their times
 * @param now epoch ms
 * @returns the reason when this technician's positions are refused
 */
export async function advanceLatest(
  reporter: Reporter,
  fixes: readonly Fix[],
  now: number,
): Promise<Refusal | undefined> {
  const older = fixes.slice(0, -KEPT);
  let newest = fixes.slice(-KEPT);
  let turn = now;
  let lookedUp = false;
  for (;;) {
    const before = await write(reporter, newest, turn, now);
    if (before === undefined) break;
    if (before.barred) return before.barred;
    if (reporter.device !== undefined) {
      if (!isAdmitted(before.admission, now)) {
        if (lookedUp || !(await admit(reporter, reporter.device, now))) return 'unknown_device';
        lookedUp = true;
        continue;
      }
      if (isTooFast(before.admission, now)) return 'too_fast';
      turn = Math.max(turn, before.admission.full);
    }
    const late = newest.filter((fix) => fix.at <= before.at);
    older.push(...late);
    newest = newest.slice(late.length);
    if (newest.length === 0 && reporter.device === undefined) break;
  }
  for (let from = 0; from < older.length; from += CHUNK) {
    await keep(reporter, older.slice(from, from + CHUNK), now);
  }
  return undefined;
}

/** Loaded only by the few requests that need it. */
const admit = async ({ accountId, memberId }: Reporter, device: string, now: number) =>
  (await import('./device-token-store.ts')).admitDevice({ accountId, memberId, device }, now);

interface Before {
  readonly at: number;
  readonly barred?: Barred;
  readonly admission?: Admission;
}

/** @returns the item as it stands when the write's condition does not hold for it */
async function write(
  reporter: Reporter,
  fixes: readonly Fix[],
  turn: number,
  now: number,
): Promise<Before | undefined> {
  try {
    await throughConflicts(() => tableClient.send(advance(reporter, fixes, turn, now)));
    return undefined;
  } catch (error) {
    if (!conditionFailed(error)) throw error;
    const barred = error.Item?.['barred']?.S as Barred | undefined;
    const known = error.Item?.[admissionName(reporter.device ?? '')]?.M;
    const admission = known && { until: Number(known['until']?.N), full: Number(known['full']?.N) };
    const at = Number(error.Item?.['at']?.N ?? 0);
    return { at, ...(barred && { barred }), ...(admission && { admission }) };
  }
}

/** Attribute values by hand: the document client's conversions are a good part of this path's CPU. */
function advance(reporter: Reporter, fixes: readonly Fix[], turn: number, now: number): UpdateItemCommand {
  const parts = [always(reporter, now)];
  if (fixes.length > 0) parts.push(forward(fixes));
  parts.push(...told({ ...reporter.phone, ...batteryOf(fixes) }));
  if (reporter.device !== undefined) parts.push(request(reporter.device, turn, now));
  return new UpdateItemCommand({
    TableName: positionsTable(),
    Key: key(reporter.memberId),
    UpdateExpression: `SET ${parts.map(({ set }) => set).join(', ')}`,
    ConditionExpression: parts.flatMap(({ when }) => when ?? []).join(' AND '),
    ExpressionAttributeNames: Object.assign({}, ...parts.map(({ names }) => names)),
    ExpressionAttributeValues: Object.assign({}, ...parts.map(({ values }) => values)),
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
}

/** A part of the write: what it sets, and when it may. */
interface Part {
  readonly set: string;
  readonly when?: string;
  readonly names: Record<string, string>;
  readonly values: Record<string, AttributeValue>;
}

const always = ({ accountId }: Reporter, now: number): Part => ({
  set: 'accountId = :account, expiresAt = :expires, #type = :type, #schema = :schema',
  when: 'attribute_not_exists(barred)',
  names: { '#type': 'type', '#schema': 'schema' },
  values: {
    ':account': { S: accountId },
    ':expires': { N: String(ttl(now + DAY)) },
    ':type': { S: 'latest' },
    ':schema': { N: '1' },
  },
});

/** The position, only forward in time. */
const forward = (fixes: readonly Fix[]): Part => ({
  set: '#at = :at, fixes = :fixes',
  when: '(attribute_not_exists(#at) OR #at < :first)',
  names: { '#at': 'at' },
  values: {
    ':at': { N: String(fixes.at(-1)?.at) },
    ':first': { N: String(fixes[0]?.at) },
    ':fixes': { S: packFixes(fixes) },
  },
});

/** The newest word on the phone's battery, and when that was. */
function batteryOf(fixes: readonly Fix[]) {
  const fix = fixes.findLast(({ battery }) => battery !== undefined);
  return fix && { battery: fix.battery, batteryAt: fix.at };
}

/** What a phone says of itself; what it does not say stands. */
const told = (words: Readonly<Record<string, string | number | undefined>>): Part[] =>
  Object.entries(words).flatMap(([name, value]) =>
    value === undefined
      ? []
      : {
          set: `#${name} = :${name}`,
          names: { [`#${name}`]: name },
          values: { [`:${name}`]: typeof value === 'number' ? { N: String(value) } : { S: value } },
        },
  );

/** A device's request, out of its bucket (the generic cell rate algorithm, in which a bucket is one instant). */
const request = (device: string, turn: number, now: number): Part => ({
  set: '#device.#full = :next',
  when: '#device.#until > :now AND #device.#full <= :turn',
  names: { '#device': admissionName(device), '#until': 'until', '#full': 'full' },
  values: {
    ':now': { N: String(now) },
    ':turn': { N: String(turn) },
    ':next': { N: String(turn + REQUEST_MS) },
  },
});

/** The same late fixes again are the same item again. */
async function keep(reporter: Reporter, fixes: readonly Fix[], now: number): Promise<void> {
  const ordered = [...fixes].sort((a, b) => a.at - b.at);
  const sk = `HISTORY#${ordered[0]?.at}#${ordered.at(-1)?.at}#${ordered.length}`;
  await tableClient.send(
    new PutItemCommand({
      TableName: positionsTable(),
      Item: {
        pk: key(reporter.memberId).pk,
        sk: { S: sk },
        type: { S: 'history' },
        schema: { N: '1' },
        accountId: { S: reporter.accountId },
        fixes: { S: packFixes(ordered) },
        expiresAt: { N: String(ttl(now + DAY)) },
      },
    }),
  );
}

function key(memberId: string): { readonly pk: AttributeValue.SMember; readonly sk: AttributeValue.SMember } {
  const { pk, sk } = latestKey(memberId);
  return { pk: { S: pk }, sk: { S: sk } };
}
