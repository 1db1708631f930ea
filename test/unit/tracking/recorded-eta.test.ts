import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../../shared/kernel/time.ts';
import { driveTo } from '../../support/drives.ts';
import {
  drivenRoad,
  type EtaSeen,
  etasSeen,
  straightWay,
  straightWayAs,
} from '../../support/estimated-drive.ts';
import { recordedAnswers, recordedStops } from '../../support/recorded-day.ts';

interface Shown {
  readonly at: number;
  readonly arrivesAt: number;
  readonly routes: number;
}
const shown = (seen: readonly EtaSeen[]): Shown[] =>
  seen.flatMap(({ at, eta, routes }) => (eta ? [{ at, arrivesAt: Date.parse(eta.arrivesAt), routes }] : []));
const meanError = (etas: readonly Shown[], insideAt: number): number =>
  etas.reduce((sum, { arrivesAt }) => sum + Math.abs(arrivesAt - insideAt), 0) / etas.length;

function largestJump(etas: readonly Shown[]): number {
  const jumps = etas.slice(1).map(({ arrivesAt, routes }, index) => {
    const before = etas[index];
    return before?.routes === routes ? Math.abs(arrivesAt - before.arrivesAt) : 0;
  });
  return Math.max(...jumps);
}

const drives = recordedStops.map(({ since, uploads, insideAt, ...stop }) => {
  const during = uploads.filter(({ receivedAt }) => receivedAt >= since);
  const driven = during.flatMap(({ fixes }) => fixes).filter(({ at }) => at <= insideAt);
  return { ...stop, since, insideAt, uploads: during, driven, lasted: insideAt - since };
});
type Drive = (typeof drives)[number];
const long = drives[1] ?? expect.fail();

/** @param promised how much of the true time the router thinks the road takes */
const byRoad = ({ driven, lasted }: Drive, promised: number) =>
  drivenRoad(driven, (lasted / 1000) * promised);

describe('the arrival times shown on a real day', () => {
  const routers = drives.flatMap((drive) => [
    { ...drive, router: 'only a straight line', findRoute: straightWay, watched: false },
    { ...drive, router: 'its own service', findRoute: straightWayAs(recordedAnswers), watched: false },
    { ...drive, router: 'the road', findRoute: byRoad(drive, 1), watched: false },
    { ...drive, router: 'the road, watched', findRoute: byRoad(drive, 1), watched: true },
    { ...drive, router: 'a road thought too fast', findRoute: byRoad(drive, 0.7), watched: false },
    { ...drive, router: 'a road thought too slow', findRoute: byRoad(drive, 1.3), watched: false },
  ]);

  it.each(routers)('$name, $router: never past, never jumping, for four routes at most', async (drive) => {
    const etas = shown(await etasSeen(driveTo(drive), drive.uploads, drive.findRoute, drive.watched));

    expect(etas.filter(({ at, arrivesAt }) => arrivesAt < at)).toEqual([]);
    expect(largestJump(etas)).toBeLessThan(MINUTE / 2);
    expect(etas.at(-1)?.routes).toBeLessThanOrEqual(4);
    expect(meanError(etas, drive.insideAt)).toBeLessThan(MINUTE + 0.2 * drive.lasted);
  });

  it.each(drives)(
    '$name: off by less than an eighth of the drive, or a minute, where the road is known',
    async (drive) => {
      const etas = shown(await etasSeen(driveTo(drive), drive.uploads, byRoad(drive, 1)));
      expect(meanError(etas, drive.insideAt)).toBeLessThan(Math.max(MINUTE, drive.lasted / 8));
    },
  );

  it('are no worse, by four answers at most, than those of its own service, asked at every upload', async () => {
    const ours: number[] = [];
    const theirs: number[] = [];
    for (const drive of drives) {
      const etas = shown(await etasSeen(driveTo(drive), drive.uploads, straightWayAs(recordedAnswers)));
      for (const { at, arrivesAt } of etas) {
        const answer = recordedAnswers.findLast((one) => one.at <= at) ?? expect.fail();
        ours.push(Math.abs(arrivesAt - drive.insideAt));
        theirs.push(Math.abs(answer.at + answer.seconds * 1000 - drive.insideAt));
      }
      expect(Math.abs((etas[0]?.arrivesAt ?? 0) - drive.insideAt)).toBeLessThan(1.5 * MINUTE);
    }
    const mean = (errors: readonly number[]) => errors.reduce((sum, one) => sum + one, 0) / errors.length;
    expect(mean(ours)).toBeLessThan(mean(theirs));
  });

  it('turn into a range when the phone falls silent, go, and are back with it, without going backwards in time', async () => {
    const [from, to] = [long.since + 4 * MINUTE, long.since + 15 * MINUTE];
    const uploads = long.uploads
      .filter(({ receivedAt }) => receivedAt < from || receivedAt > to)
      .concat(Array.from({ length: 65 }, (_, n) => ({ receivedAt: from + (n + 1) * 10_000, fixes: [] })))
      .sort((a, b) => a.receivedAt - b.receivedAt);
    const seen = await etasSeen(driveTo(long), uploads, byRoad(long, 1));
    const etaAfter = (minutes: number) => seen.findLast(({ at }) => at <= from + minutes * MINUTE)?.eta;

    expect(etaAfter(1.5)).not.toHaveProperty('earliest');
    expect(etaAfter(3)).toHaveProperty('earliest');
    expect(etaAfter(9)).toHaveProperty('latest');
    expect(etaAfter(10.5)).toBeUndefined();
    expect(etaAfter(11.5)).not.toHaveProperty('earliest');
    for (const { at, eta } of seen) {
      if (!eta) continue;
      expect(Date.parse(eta.arrivesAt)).toBeGreaterThanOrEqual(at);
      const { earliest = eta.arrivesAt, latest = eta.arrivesAt } = eta;
      expect([earliest, eta.arrivesAt, latest]).toEqual([earliest, eta.arrivesAt, latest].sort());
    }
  });
});
