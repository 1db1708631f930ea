import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Place } from '../town/plane.ts';
import { createTrackerClient } from '../tracker-client.ts';
import { play } from './play.ts';
import { readGpx } from './read-gpx.ts';
import { readTrace } from './read-trace.ts';
import { type Recording, timeZoneOf, UnreadableRecording } from './recording.ts';
import { readReports, renderReports } from './report.ts';

const USAGE = `npm run replay -- FILE [--taps] [--stop lat,lng] [--url http://127.0.0.1:4000]

Plays a recorded drive (JSON trace or GPX) through the API as a technician's phone would, and prints what became of
each stop. Without --url it starts a stack of its own for it.
  --taps   also play the driver's own arrival taps
  --stop   GPX: the one stop of the drive, instead of its pauses and its end`;

await main().catch((error: unknown) => {
  process.exitCode = 1;
  console.error(isTheCallers(error) ? error.message : error);
});

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
      help: { type: 'boolean', default: false },
    },
  });
  const [file] = positionals;
  if (values.help) return console.log(USAGE);
  if (!file) throw new UnreadableRecording(USAGE);
  const recording = await readRecording(file, values.stop);
  const stack = values.url === undefined ? await startStack() : { url: values.url, stop: async () => {} };
  try {
    await replay(recording, stack.url, values.taps);
  } finally {
    await stack.stop();
  }
}

async function replay(recording: Recording, url: string, taps: boolean): Promise<void> {
  const client = createTrackerClient(url);
  const began = performance.now();
  const played = await play(client, recording, { taps, log: console.log });
  const reports = await readReports(client, recording, played);
  console.log(`\n${renderReports(reports, timeZoneOf(recording))}`);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`${recording.fixes.length} fixes played in ${seconds} s, ${played.rejected} rejected.`);
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
