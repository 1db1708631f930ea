import { DynamoDBClient, UpdateItemCommand, type UpdateItemCommandInput } from '@aws-sdk/client-dynamodb';
import type { Row, Section } from '../report/row.ts';
import { CALLS, compareCpu } from './cpu-against-floor.ts';
import type { Caller } from './door-event.ts';
import type { Stage } from './stage.ts';

const BATCH = 3;
const MINUTE = 60_000;

/**
 * What POST /positions costs: calls and units by size of the batch, for a technician who is driving, and CPU
 * against its bare UpdateItem.
 */
export async function measurePositions(stage: Stage): Promise<Section> {
  return {
    title: 'POST /positions, by fixes in the batch',
    rows: [...(await measureBatches(stage)), await measureCpu(stage)],
  };
}

async function measureBatches(stage: Stage): Promise<Row[]> {
  const rows: Row[] = [];
  let time = Date.now() - 60 * MINUTE;
  await post(stage, stage.technician, time, 1);
  await stage.taken();
  for (const size of [1, 3, 10, 20, 25]) {
    time += MINUTE;
    rows.push(...(await measureBatch(stage, time, size, `${size} in order`, size <= 20)));
  }
  rows.push(...(await measureBatch(stage, time - 5 * MINUTE, 3, '3 late', false)));
  rows.push(...(await measureBatch(stage, time, 25, '25 posted again', false)));
  return rows;
}

async function measureBatch(
  stage: Stage,
  time: number,
  size: number,
  what: string,
  isBound: boolean,
): Promise<Row[]> {
  await post(stage, stage.technician, time, size);
  const calls = await stage.taken();
  const units = calls.reduce((sum, call) => sum + call.units, 0);
  const operations = calls.map(({ operation }) => operation).join(', ');
  return [
    {
      what: `${what}: DynamoDB calls`,
      figure: calls.length,
      unit: '',
      ...(isBound && { bound: 1 }),
      note: operations,
    },
    { what: `${what}: write units`, figure: units, unit: 'units', ...(isBound && { bound: 2 }) },
  ];
}

/**
 * The floor sends the very UpdateItem calls the door makes, noted on a first pass, for another technician, with
 * a client built the same way.
 */
async function measureCpu(stage: Stage): Promise<Row> {
  const time = Date.now() - 60 * MINUTE;
  const noted: Caller = { ...stage.technician, memberId: 'bench-noted' };
  const measured: Caller = { ...stage.technician, memberId: 'bench-measured' };
  for (let call = 0; call < CALLS; call++) await post(stage, noted, time + call * BATCH * 1000, BATCH);
  const inputs = (await stage.taken()).map(({ input }) => forAnother(input));
  const client = new DynamoDBClient({
    maxAttempts: 4,
    requestHandler: { connectionTimeout: 1000, requestTimeout: 3000 },
  });
  const compared = await compareCpu(
    (call) => post(stage, measured, time + call * BATCH * 1000, BATCH),
    (call) => client.send(new UpdateItemCommand(inputs[call] as unknown as UpdateItemCommandInput)),
  );
  await stage.taken();
  const { measured: figure, floor, ratio } = compared;
  return {
    what: 'CPU, 3 fixes, against the bare UpdateItem',
    figure,
    floor,
    ratio,
    unit: 'ms',
    bound: 1.5,
    note: `${Math.round((BATCH * 1000) / figure)} positions a CPU second`,
  };
}

const forAnother = (input: Readonly<Record<string, unknown>>) => ({
  ...input,
  Key: { ...(input['Key'] as object), pk: { S: 'TECHNICIAN#bench-floor' } },
});

function post(stage: Stage, caller: Caller, time: number, size: number): Promise<unknown> {
  const positions = Array.from({ length: size }, (_, n) => ({
    at: new Date(time + n * 1000).toISOString(),
    lat: 37.75 + n / 10_000,
    lng: -122.42,
    accuracy: 5 + n,
    speed: 11.3,
    heading: 182,
    battery: 81,
  }));
  const request = { routeKey: 'POST /positions', caller, body: { positions } };
  return stage.knock('tracking/post-positions', request, 202);
}
