import { DynamoDBClient, UpdateItemCommand, type UpdateItemCommandInput } from '@aws-sdk/client-dynamodb';
import type { Row, Section } from '../report/row.ts';
import { CALLS, compareCpu } from './cpu-against-floor.ts';
import type { Stage } from './stage.ts';

/** So many that each token rests for longer than its bucket needs, as real ones do. */
const TECHNICIANS = 50;
const TOKENS_EACH = 5;
const HOUR = 3_600_000;

/** An app of others: how many fixes it sends at a time, and how. */
interface App {
  readonly name: string;
  readonly batch: number;
  /** @param from epoch ms of the first fix; the others follow a second apart */
  readonly write: (from: number, batch: number) => string;
}

const APPS: readonly App[] = [
  {
    name: 'osmand',
    batch: 1,
    write: (from) =>
      `id=1&lat=37.75&lon=-122.42&timestamp=${from}&accuracy=5&altitude=12&speed=22&bearing=182&batt=81`,
  },
  {
    name: 'owntracks',
    batch: 1,
    write: (from) => {
      const location = { lat: 37.75, lon: -122.42, tst: from / 1000, acc: 5, vel: 40, cog: 182, batt: 81 };
      return JSON.stringify({ _type: 'location', tid: 'mb', conn: 'm', m: 2, ...location });
    },
  },
  { name: 'overland', batch: 1, write: features },
  { name: 'overland', batch: 20, write: features },
];

function features(from: number, batch: number): string {
  const locations = Array.from({ length: batch }, (_, n) => ({
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [-122.42, 37.75 + n / 10_000] },
    properties: {
      timestamp: new Date(from + n * 1000).toISOString(),
      horizontal_accuracy: 5,
      speed: 11.3,
      course: 182,
      battery_level: 0.81,
      motion: ['driving'],
    },
  }));
  return JSON.stringify({ locations });
}

/** What the apps of others cost: calls for a batch, and CPU against the bare UpdateItem it ends in. */
export async function measureIngest(stage: Stage): Promise<Section> {
  const tokens = await makeTokens(stage);
  const rows: Row[] = [];
  let from = Date.now() - 40 * HOUR;
  for (const app of APPS) {
    rows.push(...(await measureApp(stage, app, tokens, from)));
    from += 2 * CALLS * app.batch * 1000;
  }
  return { title: 'POST /ingest, by app and fixes in the batch', rows };
}

async function makeTokens(stage: Stage): Promise<string[]> {
  const tokens: string[] = [];
  for (let n = 0; n < TECHNICIANS; n++) {
    const memberId = `bench-device-${n}`;
    await stage.hire(memberId);
    for (let one = 0; one < TOKENS_EACH; one++) {
      const routeKey = 'POST /team/members/{memberId}/device-token';
      const request = { routeKey, path: { memberId }, caller: stage.desk, body: {} };
      const { body = '{}' } = await stage.knock('tracking/create-device-token', request, 201);
      tokens.push(JSON.parse(body).token);
    }
  }
  return tokens;
}

/** The floor sends the very UpdateItem calls the door makes, noted on a first pass, for technicians of its own. */
async function measureApp(stage: Stage, app: App, tokens: readonly string[], start: number): Promise<Row[]> {
  const post = (call: number) => {
    const deviceToken = tokens[call % tokens.length] ?? '';
    const raw = app.write(start + call * app.batch * 1000, app.batch);
    const routeKey = `POST /ingest/${app.name}/{deviceToken}`;
    return stage.knock(`tracking/ingest-${app.name}`, { routeKey, path: { deviceToken }, raw });
  };
  await letIn(stage, tokens);
  const inputs: UpdateItemCommandInput[] = [];
  let most = 0;
  let units = 0;
  for (let call = 0; call < CALLS; call++) {
    await post(call);
    const made = await stage.taken();
    most = Math.max(most, made.length);
    units = Math.max(
      units,
      made.reduce((sum, call) => sum + call.units, 0),
    );
    inputs.push(forAnother(made.at(-1)?.input as unknown as UpdateItemCommandInput));
  }
  const client = new DynamoDBClient({
    maxAttempts: 4,
    requestHandler: { connectionTimeout: 1000, requestTimeout: 3000 },
  });
  for (const input of inputs.slice(0, tokens.length)) await client.send(admission(input));
  const compared = await compareCpu(
    (call) => post(CALLS + call),
    (call) => client.send(new UpdateItemCommand(inputs[call] as UpdateItemCommandInput)),
  );
  await stage.taken();
  const { measured: figure, floor, ratio } = compared;
  const what = `${app.name}, ${app.batch}`;
  const note = `${Math.round((app.batch * 1000) / figure)} positions a CPU second`;
  return [
    { what: `${what}: DynamoDB calls at most`, figure: most, unit: '', bound: 1 },
    { what: `${what}: write units at most`, figure: units, unit: 'units', bound: 2 },
    { what: `${what}: CPU against the bare UpdateItem`, figure, floor, ratio, unit: 'ms', bound: 1.5, note },
  ];
}

/** A first fix by each token, long ago: looked up and let in for the day. */
async function letIn(stage: Stage, tokens: readonly string[]): Promise<void> {
  for (const [n, deviceToken] of tokens.entries()) {
    const raw = features(Date.now() - 48 * HOUR + n * 1000, 1);
    const routeKey = 'POST /ingest/overland/{deviceToken}';
    await stage.knock('tracking/ingest-overland', { routeKey, path: { deviceToken }, raw });
  }
  await stage.taken();
}

const forAnother = (input: UpdateItemCommandInput): UpdateItemCommandInput => ({
  ...input,
  Key: { ...input.Key, pk: { S: `${input.Key?.['pk']?.S}-floor` } },
});

const admission = ({ TableName, Key, ExpressionAttributeNames: names }: UpdateItemCommandInput) =>
  new UpdateItemCommand({
    TableName,
    Key,
    UpdateExpression: 'SET #device = :admission',
    ExpressionAttributeNames: { '#device': names?.['#device'] ?? '' },
    ExpressionAttributeValues: {
      ':admission': { M: { until: { N: '9999999999999' }, full: { N: '0' } } },
    },
  });
