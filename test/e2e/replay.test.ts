import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hardDrive } from '../../local/hard-drives/hard-drives.ts';
import type { Verdict } from '../../local/hard-drives/judge.ts';
import { playHard } from '../../local/hard-drives/play.ts';
import { meanAbsolute } from '../../local/replay/eta-error.ts';
import { play } from '../../local/replay/play.ts';
import { readTrace } from '../../local/replay/read-trace.ts';
import { readReports, type StopReport } from '../../local/replay/report.ts';
import { createTrackerClient } from '../../local/tracker-client.ts';
import { type Stack, startStack } from '../support/stack.ts';

let stack: Stack;
let reports: StopReport[];
let hard: Verdict[];
let rejected: number;

beforeAll(async () => {
  stack = await startStack();
  const recording = readTrace(
    await readFile(new URL('../support/traces/two-rides.json', import.meta.url), 'utf8'),
  );
  const client = createTrackerClient(stack.url);
  const played = await play(client, recording, { taps: false, log: () => undefined });
  reports = await readReports(client, recording, played);
  rejected = played.rejected;
  const drives = [hardDrive('backlog of 30 minutes', 1), hardDrive('pass-by', 1)];
  hard = await playHard(client, drives, () => undefined);
}, 240_000);
afterAll(() => stack.stop());

describe('a recorded day of a real vehicle', () => {
  it('arrives at each stop exactly once, by the system alone', () => {
    expect(rejected).toBe(0);
    expect(reports.map(({ arrivals }) => arrivals.length)).toEqual([1, 1, 1, 1]);
    expect(reports.flatMap(({ arrivals }) => arrivals).join()).not.toContain('tap');
  });

  it('is believed within 30 s of the first trustworthy fix inside 300 ft, never before it', () => {
    for (const { arrivals, insideAt = 0 } of reports) {
      const delay = ((arrivals[0]?.at ?? 0) - insideAt) / 1000;
      expect(delay).toBeGreaterThanOrEqual(0);
      expect(delay).toBeLessThanOrEqual(30);
    }
  });

  it('shows arrival times that are never past, do not jump, and cost four routes a drive at most', () => {
    for (const { etas } of reports) {
      expect(etas.shown).toBeGreaterThan(5);
      expect(etas.past).toBe(0);
      expect(Math.max(etas.jump, etas.jumpWithRoute)).toBeLessThanOrEqual(60_000);
      expect(etas.routes).toBeGreaterThanOrEqual(1);
      expect(etas.routes).toBeLessThanOrEqual(4);
    }
    const errors = reports.flatMap(({ etas }) => etas.errors);
    expect(meanAbsolute(errors)).toBeLessThan(3 * 60_000);
  });

  it('sends each customer one text on setting off and one on arrival', () => {
    for (const { texts } of reports) {
      expect(texts).toHaveLength(2);
      expect(texts[0]?.text).toContain('on the way');
      expect(texts[1]?.text).toContain('has arrived');
    }
  });
});

describe('generated drives', () => {
  it('tell on the stack of the arrival in a backlog once it is seen to last, and of none in passing', () => {
    expect(hard.map(({ expected, detected, wrong }) => [expected, detected.length, wrong])).toEqual([
      [1, 1, 0],
      [0, 0, 0],
    ]);
  });
});

describe('the command', () => {
  it('plays a file, and prints what became of each stop', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'service-tracker-gpx-'));
    const file = join(folder, 'drive.gpx');
    await writeFile(file, gpx());
    const command = fileURLToPath(new URL('../../local/replay/replay.ts', import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, [command, file, '--url', stack.url]);
    await rm(folder, { recursive: true });
    expect(stdout).toContain('1 of 1 stops detected exactly once; 2 texts sent.');
  });
});

/** Two minutes north at 12 m/s, and a minute at the door. */
function gpx(): string {
  const points = Array.from({ length: 20 }, (_, n) => {
    const lat = 37.8 - (Math.max(0, 12 - n) * 120) / 111_320;
    const time = new Date(Date.UTC(2026, 10, 20, 17) + n * 10_000).toISOString();
    return `<trkpt lat="${lat}" lon="-122.42"><time>${time}</time></trkpt>`;
  });
  return `<gpx version="1.1"><trk><trkseg>${points.join('')}</trkseg></trk></gpx>`;
}
