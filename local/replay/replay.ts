import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { HARD_NAMES, hardDrive, shortName } from '../hard-drives/hard-drives.ts';
import { renderVerdicts, together } from '../hard-drives/judge.ts';
import { playHard } from '../hard-drives/play.ts';
import type { Place } from '../town/plane.ts';
import { createTrackerClient, type TrackerClient } from '../tracker-client.ts';
import { play } from './play.ts';
import { readGpx } from './read-gpx.ts';
import { readTrace } from './read-trace.ts';
import { type Recording, timeZoneOf, UnreadableRecording } from './recording.ts';
import { readReports, renderReports } from './report.ts';

const USAGE = `npm run replay -- FILE [--taps] [--stop lat,lng] [--url http://127.0.0.1:4000]
npm run replay -- hard:NAME|hard:all [--seed 1] [--drives 1] [--url http://127.0.0.1:4000]

Plays a recorded drive (JSON trace or GPX) through the API as a technician's phone would, and prints what became of
each stop. Without --url it starts a stack of its own for it.
  --taps   also play the driver's own arrival taps
  --stop   GPX: the one stop of the drive, instead of its pauses and its end
hard: plays generated drives on which arrivals are easily missed, or seen where there is none, and prints what was told.
  --seed   where their random values begin
  --drives how many of each kind, by one seed after the other
  names: ${HARD_NAMES.map(shortName).join(', ')}; the beginning is enough`;

/** A file or an option that cannot be read needs no stack trace. */
function isTheCallers(error: unknown): error is Error {
  if (error instanceof UnreadableRecording) return true;
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      taps: { type: 'boolean', default: false },
      stop: { type: 'string' },
      url: { type: 'string' },
      seed: { type: 'string', default: '1' },
      drives: { type: 'string', default: '1' },
      help: { type: 'boolean', default: false },
    },
  });
  const [file] = positionals;
  if (values.help) return console.log(USAGE);
  if (!file) throw new UnreadableRecording(USAGE);
  const run = file.startsWith('hard:')
    ? hardDrives(file.slice('hard:'.length), Number(values.seed), Number(values.drives))
    : replay(await readRecording(file, values.stop), values.taps);
  const stack = values.url === undefined ? await startStack() : { url: values.url, stop: async () => {} };
  try {
    await run(createTrackerClient(stack.url));
  } finally {
    await stack.stop();
  }
}

const replay = (recording: Recording, taps: boolean) => async (client: TrackerClient) => {
  const began = performance.now();
  const played = await play(client, recording, { taps, log: console.log });
  const reports = await readReports(client, recording, played);
  console.log(`\n${renderReports(reports, timeZoneOf(recording))}`);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`${recording.fixes.length} fixes played in ${seconds} s, ${played.rejected} rejected.`);
};

function hardDrives(asked: string, seed: number, count: number) {
  const names = HARD_NAMES.filter((name) => asked === 'all' || shortName(name).startsWith(asked));
  if (names.length === 0) throw new UnreadableRecording(`There is no hard drive ${asked}.\n\n${USAGE}`);
  if (!Number.isInteger(seed) || !Number.isInteger(count) || seed < 0 || count < 1)
    throw new UnreadableRecording('--seed and --drives want whole numbers.');
  const seeds = Array.from({ length: count }, (_, n) => seed + n);
  return async (client: TrackerClient) => {
    const drives = names.flatMap((name) => seeds.map((one) => hardDrive(name, one)));
    const verdicts = await playHard(client, drives, console.log);
    const rows = names.map((name) =>
      together(
        name,
        verdicts.filter((verdict) => verdict.name === name),
      ),
    );
    console.log(`\n${renderVerdicts(rows)}`);
  };
}

async function readRecording(file: string, stop: string | undefined): Promise<Recording> {
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new UnreadableRecording(`cannot read ${file}: ${error.message}`);
  });
  return extname(file).toLowerCase() === '.gpx' ? readGpx(text, readStop(stop)) : readTrace(text);
}

function readStop(text: string | undefined): Place | undefined {
  if (text === undefined) return undefined;
  const [lat, lng, ...rest] = text.split(',').map(Number);
  if (lat !== undefined && lng !== undefined && rest.length === 0 && Number.isFinite(lat + lng))
    return { lat, lng };
  throw new UnreadableRecording(`--stop wants lat,lng, not ${text}`);
}

/** A stack of the replay's own, on a free port, with its data in a folder that is removed afterwards. */
async function startStack(): Promise<{ url: string; stop: () => Promise<void> }> {
  const { synth } = await import('../../scripts/synth.ts');
  await synth({ ifChanged: true });
  const { startLocalCloud } = await import('../cloud.ts');
  const dataDir = await mkdtemp(join(tmpdir(), 'service-tracker-replay-'));
  const cloud = await startLocalCloud({
    port: await freePort(),
    dataDir,
    fresh: true,
    quiet: true,
  });
  const stop = async () => {
    await cloud.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  process.once('SIGINT', () => void stop().then(() => process.exit(130)));
  return { url: cloud.url, stop };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

// Last: what stands above is not there before it has been read.
await main().catch((error: unknown) => {
  process.exitCode = 1;
  console.error(isTheCallers(error) ? error.message : error);
});
