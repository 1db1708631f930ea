import { describe, expect, it } from 'vitest';
import { firstInside } from '../../../local/replay/first-inside.ts';
import { readGpx } from '../../../local/replay/read-gpx.ts';
import { readTrace } from '../../../local/replay/read-trace.ts';
import { UnreadableRecording } from '../../../local/replay/recording.ts';
import { writeScript } from '../../../local/replay/script.ts';

const start = Date.parse('2026-05-01T16:00:00Z');
const instant = (seconds: number) => new Date(start + seconds * 1000).toISOString();
const fix = (seconds: number, lat: number, more: object = {}) => ({
  uploadedAt: instant(seconds + 1),
  at: instant(seconds),
  lat,
  lng: -122,
  accuracy: 5,
  ...more,
});
const trace = {
  timeZone: 'America/Los_Angeles',
  stops: [
    { name: 'first', lat: 37.01, lng: -122, enRouteAt: instant(0), arrivedTapAt: instant(70) },
    { name: 'second', lat: 37.02, lng: -122, enRouteAt: instant(100) },
  ],
  fixes: [
    fix(10, 37),
    fix(50, 37.0099, { accuracy: 500 }),
    fix(60, 37.0099, { speed: 2 }),
    fix(110, 37.01),
    fix(160, 37.02, { speed: 0 }),
  ],
};

describe('a JSON trace', () => {
  it('is played in upload order, each stop completed just before the next drive', () => {
    const recording = readTrace(JSON.stringify({ ...trace, fixes: [...trace.fixes].reverse() }));
    const acts = writeScript(recording, true).map(({ kind, at }) => [kind, (at - start) / 1000]);
    expect(acts).toEqual([
      ['set_off', 0],
      ['upload', 11],
      ['upload', 51],
      ['upload', 61],
      ['tap', 70],
      ['complete', 99.999],
      ['set_off', 100],
      ['upload', 111],
      ['upload', 161],
    ]);
    expect(writeScript(recording, false).map(({ kind }) => kind)).not.toContain('tap');
  });

  it('tells the first trustworthy fix inside the circle', () => {
    const { fixes, stops } = readTrace(JSON.stringify(trace));
    const found = stops.map((stop) => firstInside(fixes, stop, Number.POSITIVE_INFINITY).inside?.at);
    expect(found.map((at) => ((at ?? 0) - start) / 1000)).toEqual([60, 160]);
  });

  it('tells driving past from coming to stay', () => {
    const lats = [37, 37.0095, 37.0105, 37.02, 37.0101, 37.0101];
    const fixes = lats.map((lat, n) => fix(n * 10, lat, { speed: n === 5 ? 0 : 12 }));
    const recording = readTrace(JSON.stringify({ ...trace, fixes }));
    const seen = recording.stops
      .slice(0, 1)
      .map((stop) => firstInside(recording.fixes, stop, Number.POSITIVE_INFINITY));
    expect(seen).toMatchObject([{ passes: 1, inside: { at: start + 40_000 } }]);
  });

  it('is refused with what is wrong with it', () => {
    const wrong = JSON.stringify({ ...trace, stops: [{ name: 'first', lat: 'x' }] });
    expect(() => readTrace(wrong)).toThrow(/stops/);
    expect(() => readTrace('{')).toThrow(UnreadableRecording);
  });
});

describe('a GPX track', () => {
  const point = (seconds: number, lat: number) =>
    `<trkpt lat="${lat}" lon="-122"><time>${instant(seconds)}</time></trkpt>`;
  const gpx = (points: string) =>
    `<?xml version="1.0"?><gpx version="1.1"><trk><trkseg>${points}</trkseg></trk></gpx>`;
  const drive = (from: number, seconds: number) =>
    Array.from({ length: 20 }, (_, n) => point(seconds + n, from + n * 0.0005)).join('');

  it('stops where it pauses for three minutes, and at its end', () => {
    const { stops } = readGpx(
      gpx(drive(37, 0) + point(120, 37.0095) + point(300, 37.0096) + drive(37.0101, 301)),
    );
    expect(stops).toMatchObject([
      { name: 'stop 1', enRouteAt: start },
      { name: 'stop 2', enRouteAt: start + 301_000 },
    ]);
    expect(stops[0]?.lat).toBeCloseTo(37.0095, 3);
    expect(stops[1]?.lat).toBeCloseTo(37.0196, 3);
  });

  it('has one stop where one is given, and one that ends in a pause stops there once', () => {
    expect(readGpx(gpx(drive(37, 0)), { lat: 37.005, lng: -122 }).stops).toHaveLength(1);
    expect(readGpx(gpx(drive(37, 0) + point(300, 37.0095))).stops).toHaveLength(1);
  });

  it('is uploaded every five seconds', () => {
    const uploads = new Set(readGpx(gpx(drive(37, 0))).fixes.map(({ uploadedAt }) => uploadedAt));
    expect(uploads.size).toBe(5);
  });

  it('without timed points is refused', () => {
    expect(() => readGpx('<gpx><trk><trkseg><trkpt lat="x"')).toThrow(UnreadableRecording);
    expect(() => readGpx('<gpx><trk><trkseg><trkpt lat="1" lon="2"/></trkseg></trk></gpx>')).toThrow(
      /no track points/,
    );
    expect(() => readGpx('hello')).toThrow(UnreadableRecording);
  });
});
