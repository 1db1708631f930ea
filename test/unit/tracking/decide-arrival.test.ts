import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Confirmed } from '../../../shared/tracking/approach.ts';
import { type Asked, decideArrival } from '../../../shared/tracking/decide-arrival.ts';
import type { Fix } from '../../../shared/tracking/fix.ts';
import { driveTo, fix, SET_OFF, SITE } from '../../support/drives.ts';
import { followed, type Upload } from '../../support/simulated-location.ts';

/** Every fix in an upload of its own, a second after it was taken. */
const oneByOne = (fixes: readonly Fix[]): Upload[] =>
  fixes.map((one) => ({ receivedAt: one.at + 1000, fixes: [one] }));
const arrivals = (fixes: readonly Fix[], more = {}) =>
  followed(driveTo(more), oneByOne(fixes)).arrivals.map(({ evidence, toldAt }) => ({
    source: evidence.source,
    rule: evidence.rule,
    after: (toldAt - 1000 - SET_OFF) / 1000,
  }));

/** Straight towards the site from the south and out again in the north, a fix each so many seconds. */
function passing(speed: number, each: number, east: number, reported: boolean): Fix[] {
  const count = Math.ceil(1200 / (speed * each));
  return Array.from({ length: count + 1 }, (_, index) =>
    fix(index * each, east, -600 + index * each * speed, reported ? { speed } : {}),
  );
}

describe('a van that comes to its site', () => {
  it('has arrived when it is slow inside', () => {
    const fixes = [
      fix(0, 0, -300, { speed: 10 }),
      fix(10, 0, -80, { speed: 9 }),
      fix(20, 0, -20, { speed: 3 }),
    ];
    expect(arrivals(fixes)).toEqual([{ source: 'geofence', rule: 'slow', after: 20 }]);
  });

  it('has arrived when it has been inside for 20 s, looking for a place to park', () => {
    const fixes = [0, 10, 20, 30].map((second) => fix(second, second, -60, { speed: 5 }));
    expect(arrivals(fixes)).toEqual([{ source: 'geofence', rule: 'dwell', after: 20 }]);
  });

  it('has arrived when it was inside already at setting off', () => {
    expect(arrivals([fix(-60, 0, 0, { speed: 0 }), fix(5, 0, 0, { speed: 0 })])).toEqual([
      { source: 'geofence', rule: 'slow', after: 5 },
    ]);
  });

  it('has arrived when it crossed the circle slowly between two sparse fixes', () => {
    const fixes = [fix(0, 0, -300, { speed: 10 }), fix(200, 0, 300, { speed: 10 })];
    expect(arrivals(fixes)).toEqual([{ source: 'position', rule: 'crossed', after: 200 }]);
    expect(arrivals([fix(0, 0, -300), fix(60, 0, 300)])).toEqual([]);
  });

  it('has arrived by a fix in the middle of an upload', () => {
    const fixes = [fix(0, 0, -300), fix(10, 0, -50, { speed: 2 }), fix(20, 0, 200, { speed: 12 })];
    const { arrivals } = followed(driveTo(), [{ receivedAt: SET_OFF + 30_000, fixes }]);
    expect(arrivals.map(({ evidence }) => evidence.at)).toEqual([new Date(SET_OFF + 10_000).toISOString()]);
  });

  it('arrives without Amazon Location too, a little later', () => {
    const fixes = Array.from({ length: 7 }, (_, index) => fix(index * 10, 0, 10, { speed: 0 }));
    const { arrivals } = followed(driveTo(), oneByOne(fixes), false);
    expect(arrivals.map(({ evidence, toldAt }) => [evidence.source, toldAt - SET_OFF])).toEqual([
      ['position', 31_000],
    ]);
  });

  it('does not arrive by a fix that may be half a fence off, nor by one alone that does not say', () => {
    expect(arrivals([fix(0, 0, -300), fix(10, 0, 0, { speed: 0, accuracy: 1000 })])).toEqual([]);
    const { accuracy: _, ...unknown } = fix(10, 0, -76, { speed: 0 });
    expect(arrivals([fix(0, 0, -300), unknown])).toEqual([]);
    expect(arrivals([fix(0, 0, -300), unknown, { ...unknown, at: unknown.at + 10_000 }])).toHaveLength(1);
  });

  it('does not arrive by a jump of the receiver, but believes it when it stays', () => {
    const far = [0, 10, 20].map((second) => fix(second, 0, -5000 + second * 10, { speed: 10 }));
    const jump = fix(30, 0, 0, { speed: 0 });
    expect(arrivals([...far, jump, fix(40, 0, -4600, { speed: 10 })])).toEqual([]);
    expect(arrivals([...far, jump, fix(40, 0, 1, { speed: 0 })])).toEqual([
      { source: 'geofence', rule: 'slow', after: 40 },
    ]);
  });

  it('arrives again after an undone arrival only when it has been outside', () => {
    const inside = [0, 30, 60].map((second) => fix(second, 0, 10, { speed: 0 }));
    expect(arrivals(inside, { mustLeaveFirst: true })).toEqual([]);
    const back = [fix(90, 0, 200, { speed: 8 }), fix(120, 0, 20, { speed: 1 })];
    expect(arrivals([...inside, ...back], { mustLeaveFirst: true })).toEqual([
      { source: 'geofence', rule: 'slow', after: 120 },
    ]);
  });

  it('never arrives in passing at speed, whatever the street, the pace and the phone', () => {
    const drive = fc.record({
      speed: fc.double({ min: 9.5, max: 35, noNaN: true }),
      each: fc.integer({ min: 1, max: 30 }),
      east: fc.double({ min: -150, max: 150, noNaN: true }),
      reported: fc.boolean(),
    });
    fc.assert(
      fc.property(drive, ({ speed, each, east, reported }) => {
        expect(arrivals(passing(speed, each, east, reported))).toEqual([]);
      }),
    );
  });

  it('arrives by the same fix however often and in whatever portions its fixes come', () => {
    const approach = [
      ...passing(11, 10, 40, true).slice(0, 5),
      ...[60, 70, 80, 90].map((second) => fix(second, 40, -70 + second / 2, { speed: 90 / second })),
    ];
    const expected = followed(driveTo(), oneByOne(approach)).arrivals.map(({ evidence }) => evidence.at);
    const portions = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 9, maxLength: 9 });
    fc.assert(
      fc.property(portions, fc.array(fc.nat(8)), (sizes, again) => {
        const left = [...approach];
        const uploads: Upload[] = sizes.flatMap((size) => {
          const fixes = left.splice(0, size);
          return fixes.length === 0 ? [] : [{ receivedAt: (fixes.at(-1)?.at ?? 0) + 1000, fixes }];
        });
        const repeated = uploads.flatMap((upload, index) =>
          again.includes(index) ? [upload, upload] : [upload],
        );
        const { arrivals } = followed(driveTo(), repeated);
        expect(arrivals.map(({ evidence }) => evidence.at)).toEqual(expected);
      }),
    );
  });

  it('costs Amazon Location a handful of fixes', () => {
    const fixes = Array.from({ length: 120 }, (_, index) =>
      fix(index * 10, 0, Math.min(-20, -9000 + index * 80), { speed: index > 112 ? 1 : 8 }),
    );
    const uploads = Array.from({ length: 40 }, (_, index) => {
      const three = fixes.slice(index * 3, index * 3 + 3);
      return { receivedAt: (three.at(-1)?.at ?? 0) + 1000, fixes: three };
    });
    const { sent, arrivals } = followed(driveTo({ site: SITE }), uploads);
    expect(arrivals).toHaveLength(1);
    expect(sent).toBeLessThanOrEqual(3);
  });
});

describe('the two witnesses of an arrival', () => {
  const at = (second: number) => SET_OFF + second * 1000;
  const slow: Confirmed = { rule: 'slow', at: at(20), meters: 50.4, speed: 2.04, outsideAt: at(10) };
  const { outsideAt: _, ...never } = slow;
  const NOW = 60;

  it.each<[what: string, entered: number | undefined, asked: Asked, confirmed: Confirmed, source?: string]>([
    ['agree when ENTER came after the last fix outside', 10.001, { at: at(NOW) }, slow, 'geofence'],
    ['do not when it came with that fix', 10, { at: at(NOW) }, slow],
    ['agree on a van that was never outside', -600, { at: at(NOW) }, never, 'geofence'],
    ['wait for ENTER', undefined, { at: at(NOW - 29.999) }, slow],
    ['have waited after 30 s', undefined, { at: at(NOW - 30) }, slow, 'position'],
    ['are one where Amazon Location was not asked', undefined, {}, slow, 'position'],
    ['or could not be', undefined, { at: at(NOW), refused: true }, slow, 'position'],
    ['or cannot know', undefined, { at: at(NOW) }, { ...slow, rule: 'crossed' }, 'position'],
  ])('%s', (_, second, asked, confirmed, source) => {
    const entered = second === undefined ? undefined : { at: at(second), eventId: 'event' };
    const evidence = decideArrival({ confirmed }, entered, asked, at(NOW));
    expect(evidence?.source).toBe(source);
    if (evidence) expect(evidence).toMatchObject({ distanceMeters: 50, speedMps: 2 });
    expect(decideArrival({}, entered, asked, at(NOW))).toBeUndefined();
  });
});
