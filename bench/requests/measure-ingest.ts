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
  /** Whose it is, when it is no technician's phone. */
  readonly of?: string;
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

/** Whose tokens report, what one report costs at most, and how far apart two of them lie. */
interface Reporters {
  readonly tokens: readonly string[];
  readonly calls: number;
  readonly units: number;
  /** Epoch ms of the first report. */
  readonly from: number;
  /** Between two reports, ms. */
  readonly apart: number;
}

/** What the apps of others, and trackers, cost: calls for a batch, and CPU against the bare UpdateItems it ends in. */
export async function measureIngest(stage: Stage): Promise<Section> {
  const tokens = await makeTokens(stage);
  const rows: Row[] = [];
  let from = Date.now() - 40 * HOUR;
  for (const app of APPS) {
    const apart = app.batch * 1000;
    rows.push(...(await measureApp(stage, app, { tokens, calls: 1, units: 2, from, apart })));
    from += 2 * CALLS * apart;
  }
  const vans = { tokens: await makeVans(stage), calls: 2, units: 4, apart: APART };
  // For its driver counts only what was driven since: from now on, as far ahead as a clock may be.
  const last = await measureApp(stage, TRACKER, { ...vans, from: Date.now() });
  return { title: 'POST /ingest, by app and fixes in the batch', rows: [...rows, ...last] };
}

const [OSMAND] = APPS;
const TRACKER = { ...(OSMAND as App), of: 'a van with a driver' };
/** All of its calls together stay within the two minutes that a clock may be ahead. */
const APART = 40;

async function makeTokens(stage: Stage): Promise<string[]> {
  const tokens: string[] = [];
  for (let n = 0; n < TECHNICIANS; n++) {
    const memberId = `bench-device-${n}`;
    await stage.hire(memberId);
    const routeKey = 'POST /team/members/{memberId}/device-token';
    tokens.push(
      ...(await letIn(stage, { routeKey, path: { memberId } }, 'tracking/create-device-token', TOKENS_EACH)),
    );
  }
  return tokens;
}

/** A van for each of them, whom no phone reports any more. */
async function makeVans(stage: Stage): Promise<string[]> {
  const tokens: string[] = [];
  for (let n = 0; n < TECHNICIANS; n++) {
    const caller = stage.desk;
    const create = { routeKey: 'POST /vehicles', caller, body: { name: `Van ${n}` } };
    const { body = '{}' } = await stage.knock('vehicles/create-vehicle', create, 201);
    const path = { vehicleId: String(JSON.parse(body).vehicle.vehicleId) };
    const memberId = `bench-driver-${n}`;
    await stage.hire(memberId);
    const drive = { routeKey: 'PUT /vehicles/{vehicleId}/driver', path, caller, body: { memberId } };
    await stage.knock('vehicles/set-driver', drive);
    const routeKey = 'POST /vehicles/{vehicleId}/device-token';
    tokens.push(...(await letIn(stage, { routeKey, path }, 'tracking/create-tracker-token', TOKENS_EACH)));
  }
  return tokens;
}

/** Makes tokens, and sends a first fix by each, long ago: looked up and let in for the day. */
async function letIn(
  stage: Stage,
  asked: { routeKey: string; path: Record<string, string> },
  door: string,
  count: number,
): Promise<string[]> {
  const tokens: string[] = [];
  for (let one = 0; one < count; one++) {
    const { body = '{}' } = await stage.knock(door, { ...asked, caller: stage.desk, body: {} }, 201);
    tokens.push(JSON.parse(body).token);
  }
  for (const [n, deviceToken] of tokens.entries()) {
    const raw = (OSMAND as App).write(Date.now() - 48 * HOUR + n * 1000, 1);
    const routeKey = 'POST /ingest/osmand/{deviceToken}';
    await stage.knock('tracking/ingest-osmand', { routeKey, path: { deviceToken }, raw });
  }
  return tokens;
}

/** The floor sends the very UpdateItem calls the door makes, noted on a first pass, for items of its own. */
async function measureApp(stage: Stage, app: App, reporters: Reporters): Promise<Row[]> {
  const { tokens, from, apart } = reporters;
  const post = (call: number) => {
    const deviceToken = tokens[call % tokens.length] ?? '';
    const raw = app.write(from + call * apart, app.batch);
    const routeKey = `POST /ingest/${app.name}/{deviceToken}`;
    return stage.knock(`tracking/ingest-${app.name}`, { routeKey, path: { deviceToken }, raw });
  };
  await stage.taken();
  const inputs: UpdateItemCommandInput[][] = [];
  let [most, units] = [0, 0];
  for (let call = 0; call < CALLS; call++) {
    await post(call);
    const made = await stage.taken();
    most = Math.max(most, made.length);
    units = Math.max(
      units,
      made.reduce((sum, one) => sum + one.units, 0),
    );
    inputs.push(made.map(({ input }) => forAnother(input as unknown as UpdateItemCommandInput)));
  }
  const client = new DynamoDBClient({
    maxAttempts: 4,
    requestHandler: { connectionTimeout: 1000, requestTimeout: 3000 },
  });
  for (const input of inputs.slice(0, tokens.length)) await client.send(admission(input[0]));
  const floor = async (call: number) => {
    for (const input of inputs[call] ?? []) await client.send(new UpdateItemCommand(input));
  };
  const compared = await compareCpu((call) => post(CALLS + call), floor);
  await stage.taken();
  const { measured: figure, floor: bare, ratio } = compared;
  const what = `${app.of ?? app.name}, ${app.batch}`;
  const note = `${Math.round((app.batch * 1000) / figure)} positions a CPU second`;
  const against = `${what}: CPU against the bare UpdateItem${reporters.calls > 1 ? 's' : ''}`;
  return [
    { what: `${what}: DynamoDB calls at most`, figure: most, unit: '', bound: reporters.calls },
    { what: `${what}: write units at most`, figure: units, unit: 'units', bound: reporters.units },
    { what: against, figure, floor: bare, ratio, unit: 'ms', bound: 1.5, note },
  ];
}

const forAnother = (input: UpdateItemCommandInput): UpdateItemCommandInput => ({
  ...input,
  Key: { ...input.Key, pk: { S: `${input.Key?.['pk']?.S}-floor` } },
});

const admission = ({
  TableName,
  Key,
  ExpressionAttributeNames: names,
}: Partial<UpdateItemCommandInput> = {}) =>
  new UpdateItemCommand({
    TableName,
    Key,
    UpdateExpression: 'SET #device = :admission',
    ExpressionAttributeNames: { '#device': names?.['#device'] ?? '' },
    ExpressionAttributeValues: {
      ':admission': { M: { until: { N: '9999999999999' }, full: { N: '0' } } },
    },
  });
