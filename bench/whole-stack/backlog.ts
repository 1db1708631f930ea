import type { Row } from '../report/row.ts';
import type { StackProcess } from './stack-process.ts';

/** How far behind the streams were at some moment of the load. */
export interface Sample {
  /** Seconds into the load. */
  readonly second: number;
  readonly oldestMs: number;
}

const SAMPLE_EVERY_MS = 1000;
/** The last third of a load may be this much further behind than the middle one. */
const FLAT = 1.3;
/** An age that nobody would notice is as good as none. */
const SMALL_MS = 1000;

/** Looks every second how long the oldest record of any stream has waited. @returns what ends it, with what was seen */
export function watchBacklog(stack: StackProcess): () => Promise<readonly Sample[]> {
  const samples: Sample[] = [];
  const started = performance.now();
  const pending = new Set<Promise<void>>();
  const look = async () => {
    const ages = await stack.streams();
    const oldestMs = Math.max(0, ...ages.map((one) => one.oldestMs));
    samples.push({ second: (performance.now() - started) / 1000, oldestMs });
  };
  const timer = setInterval(() => {
    const one = look().finally(() => pending.delete(one));
    pending.add(one);
  }, SAMPLE_EVERY_MS);
  return async () => {
    clearInterval(timer);
    await Promise.all(pending);
    return samples;
  };
}

/** Whether the age of the oldest unhandled record stays flat: the worst of the last third by that of the middle one. */
export function backlogRow(samples: readonly Sample[], seconds: number): Row {
  const worst = (third: number) =>
    Math.max(
      0,
      ...samples
        .filter(({ second }) => Math.min(2, Math.floor((3 * second) / seconds)) === third)
        .map(({ oldestMs }) => oldestMs),
    );
  const [first, middle, last] = [worst(0), worst(1), worst(2)];
  return {
    what: 'oldest unhandled record of a stream, last third',
    figure: last,
    unit: 'ms',
    floor: Math.max(middle, SMALL_MS / FLAT),
    bound: FLAT,
    note: `${first} ms in the first third, ${middle} ms in the middle one; ${samples.length} looks`,
  };
}
