import { create } from 'zustand';
import { SECOND } from '../../../shared/kernel/time.ts';
import { SignedOut } from '../../session/session.ts';
import { Refused } from '../api/client.ts';
import { type Fault, refusalsOf } from '../rules/booking.ts';
import { type Candidate, isGood, keysOf } from '../rules/importing/rows.ts';
import { access } from './access.ts';
import type { Office } from './office.ts';

/** What became of a row. */
export type Outcome =
  | { readonly kind: 'made' | 'known' }
  | { readonly kind: 'refused'; readonly faults: readonly Fault[]; readonly others: readonly string[] };

interface Run {
  /** By the number of the row. */
  readonly outcomes: ReadonlyMap<number, Outcome>;
  readonly isRunning: boolean;
  /** The service was not reached: whatever was sent last is sent again by the same key. */
  readonly isCut: boolean;
  /** Of this import alone. */
  readonly salt: string;
}

const begun = (): Run => ({
  outcomes: new Map(),
  isRunning: false,
  isCut: false,
  salt: crypto.randomUUID(),
});

export const useImport = create<Run>(begun);

export const forgetImport = (): void => useImport.setState(begun(), true);
export const stopImport = (): void => useImport.setState({ isRunning: false });

/** Between tries to reach the service. */
const PAUSES = [SECOND, 2 * SECOND, 4 * SECOND];

/** Makes the visits one after the other, from the first that is not made: stopped and begun again, none is made twice. */
export async function runImport(
  { calls, cache }: Pick<Office, 'calls' | 'cache'>,
  candidates: readonly Candidate[],
): Promise<void> {
  useImport.setState({ isRunning: true, isCut: false });
  const keys = await keysOf(candidates, useImport.getState().salt);
  for (const [index, candidate] of candidates.entries()) {
    const { row, body } = candidate;
    if (!isGood(candidate) || useImport.getState().outcomes.has(row)) continue;
    if (!useImport.getState().isRunning) return;
    try {
      const { visit, isNew } = await reached(() => calls.book(body, keys[index] ?? ''));
      cache.put(visit);
      note(row, { kind: isNew ? 'made' : 'known' });
    } catch (error) {
      if (error instanceof Refused) note(row, refused(error));
      else {
        if (error instanceof SignedOut) access.expire();
        return useImport.setState({ isRunning: false, isCut: true });
      }
    }
  }
  useImport.setState({ isRunning: false });
}

const note = (row: number, outcome: Outcome): void =>
  useImport.setState(({ outcomes }) => ({ outcomes: new Map([...outcomes, [row, outcome]]) }));

function refused({ problem, message }: Refused): Outcome {
  const { faults, others } = refusalsOf(problem.errors ?? []);
  return { kind: 'refused', faults, others: faults.length + others.length > 0 ? others : [message] };
}

async function reached<T>(act: () => Promise<T>): Promise<T> {
  for (const pause of PAUSES) {
    try {
      return await act();
    } catch (error) {
      if (error instanceof Refused || error instanceof SignedOut) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
  return act();
}
