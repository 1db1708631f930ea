import type { HardDrive, HardName } from './hard-drives.ts';

/** An arrival the system marked; epoch ms of the fix it rests on, and of when it was told. */
export interface Detection {
  readonly at: number;
  readonly toldAt: number;
}

/** What became of drives of one kind. */
export interface Verdict {
  readonly name: HardName;
  readonly drives: number;
  readonly expected: number;
  /** Of each stay that was told of: the first time it was. */
  readonly detected: readonly Delay[];
  /** How many were told of no stay, or again of one. */
  readonly wrong: number;
}

/** Milliseconds to the telling: from being there, and from the first fix of being there coming in. */
interface Delay {
  readonly sinceThere: number;
  readonly sinceHeard: number;
}

/** How long before the circle was entered a fix some metres off may already lie inside, of a phone carried in. */
const EARLY_MS = 15_000;

/** What of a drive was told rightly, wrongly, or not at all. */
export function judge({ name, stays, ahead, fixes }: HardDrive, detections: readonly Detection[]): Verdict {
  // A fix from the future counts as of when it came in; one from the past as what it says.
  const behind = Math.max(0, -ahead);
  const detected = stays.flatMap(({ enteredAt, arrivedAt, leftAt }): Delay[] => {
    const told = detections.find(
      ({ at }) => at + behind >= enteredAt - EARLY_MS && at + behind <= leftAt,
    )?.toldAt;
    if (told === undefined) return [];
    const heardAt = fixes.find(({ at }) => at - ahead >= arrivedAt)?.uploadedAt ?? told;
    return [{ sinceThere: told - arrivedAt, sinceHeard: Math.max(0, told - heardAt) }];
  });
  const wrong = detections.length - detected.length;
  return { name, drives: 1, expected: stays.length, detected, wrong };
}

/** Several drives of one kind, as one. */
export function together(name: HardName, verdicts: readonly Verdict[]): Verdict {
  const sum = (of: (one: Verdict) => number) => verdicts.reduce((total, one) => total + of(one), 0);
  return {
    name,
    drives: sum(({ drives }) => drives),
    expected: sum(({ expected }) => expected),
    detected: verdicts.flatMap(({ detected }) => detected),
    wrong: sum(({ wrong }) => wrong),
  };
}

export const missedOf = ({ expected, detected }: Verdict): number => expected - detected.length;

const HEAD = [
  '',
  'drives',
  'expected',
  'detected',
  'false',
  'missed',
  'delay',
  'worst',
  'once heard',
  'worst',
];

/** One row a kind, with a line on how to read it. */
export function renderVerdicts(verdicts: readonly Verdict[]): string {
  const table = [HEAD, ...verdicts.map(cellsOf)];
  const widths = HEAD.map((_, column) => Math.max(...table.map((cells) => cells[column]?.length ?? 0)));
  const lines = table.map((cells) =>
    cells
      .map((cell, n) => (n === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[n] ?? 0)))
      .join('  '),
  );
  return [
    'Arrivals by the system, against where the phone truly was',
    '(delay: from being there to being told, the median; once heard: from when the first fix of it came in)',
    ...lines,
  ].join('\n');
}

function cellsOf(verdict: Verdict): string[] {
  const { name, drives, expected, detected, wrong } = verdict;
  return [
    name,
    ...[drives, expected, detected.length, wrong, missedOf(verdict)].map(String),
    ...medianAndWorst(detected.map(({ sinceThere }) => sinceThere)),
    ...medianAndWorst(detected.map(({ sinceHeard }) => sinceHeard)),
  ];
}

function medianAndWorst(delays: readonly number[]): string[] {
  const sorted = delays.toSorted((a, b) => a - b);
  return [sorted[Math.floor(sorted.length / 2)], sorted.at(-1)].map((ms) =>
    ms === undefined ? '-' : `${Math.round(ms / 1000)} s`,
  );
}
