import type { Job } from '../story/cast.ts';

/** What everybody in the judge's office knows. */
export interface Court {
  readonly now: () => number;
  readonly jobs: ReadonlyMap<string, Job>;
  readonly report: (rule: string, what: string, about: readonly string[]) => void;
  /** When something last went wrong on our side, epoch ms. */
  readonly troubledAt: () => number;
}
