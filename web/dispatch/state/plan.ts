import { create } from 'zustand';
import { NOTHING_PROPOSED, type Proposals, type Proposed } from '../rules/plan.ts';

interface Planning {
  /** Whose day is planned: a row, that of nobody for all; undefined while nothing is. */
  readonly row: string | undefined;
  readonly proposals: Proposals;
}

const NOTHING: Planning = { row: undefined, proposals: NOTHING_PROPOSED };
const useStore = create<Planning>(() => NOTHING);

export const usePlannedRow = (): string | undefined => useStore(({ row }) => row);
/** What is proposed for a row; the others are not drawn anew. */
export const useProposed = (row: string): readonly Proposed[] | undefined =>
  useStore(({ proposals }) => proposals.ofRow[row]);

export const planning = {
  begin: (row: string) => useStore.setState({ row, proposals: NOTHING_PROPOSED }),
  show: (proposals: Proposals) => useStore.setState({ proposals }),
  end: () => useStore.setState(NOTHING),
};
