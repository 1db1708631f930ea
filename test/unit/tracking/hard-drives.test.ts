import { describe, expect, it } from 'vitest';
import { HARD_NAMES, type HardName, hardDrive } from '../../../local/hard-drives/hard-drives.ts';
import { judge, missedOf, renderVerdicts, together } from '../../../local/hard-drives/judge.ts';
import { arrivalsOn } from '../../support/hard-drive.ts';

const SEEDS = Array.from({ length: 60 }, (_, seed) => seed);
const played = new Map(
  HARD_NAMES.map((name) => [
    name,
    together(
      name,
      SEEDS.map((seed) => {
        const drive = hardDrive(name, seed);
        return judge(drive, arrivalsOn(drive));
      }),
    ),
  ]),
);
const verdictOf = (name: HardName) => played.get(name) ?? expect.fail();

/**
 * Where an arrival cannot be seen: the phone was never there. (Parked within 2 m of the rim, by a phone that is off by
 * 10 m for all of its stay, some two in a thousand are missed too; none of these.)
 */
const UNSEEN: Partial<Record<HardName, number>> = { 'car park, phone left behind': 1 };

/** Where it takes longer to be sure: at the rim, on foot, by a phone that says little or wanders far. */
const UNSURE: readonly HardName[] = [
  'flapping',
  'undone at the edge',
  'sparse fixes',
  'drift while parked',
  'car park 150 m off',
];

describe('on drives that make it hard', () => {
  it(`tells of arrivals thus:\n\n${renderVerdicts([...played.values()])}\n`, () => {
    expect(played.size).toBe(HARD_NAMES.length);
  });

  it.each(HARD_NAMES)('%s: no false arrival, none missed that can be seen', (name) => {
    const verdict = verdictOf(name);
    expect(verdict.wrong).toBe(0);
    expect(missedOf(verdict)).toBeLessThanOrEqual(verdict.expected * (UNSEEN[name] ?? 0));
  });

  it.each(HARD_NAMES.filter((name) => !UNSURE.includes(name)))(
    '%s: is told of within half a minute of the first fix there',
    (name) => {
      for (const { sinceHeard } of verdictOf(name).detected) expect(sinceHeard).toBeLessThanOrEqual(30_000);
    },
  );

  it('is the same drive by the same seed', () => {
    const [one, again, other] = [hardDrive('tunnel', 7), hardDrive('tunnel', 7), hardDrive('tunnel', 8)];
    expect(again).toEqual(one);
    expect(other.fixes).not.toEqual(one.fixes);
  });
});
