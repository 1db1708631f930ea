import { create } from 'zustand';
import type { Position } from '../api/types.ts';

interface Positions {
  readonly of: Readonly<Record<string, Position>>;
}

const usePositions = create<Positions>(() => ({ of: {} }));

/** Each technician's own: where one was seen concerns nobody else's row. */
export const usePosition = (memberId: string): Position | undefined =>
  usePositions((all) => all.of[memberId]);

/** Everybody's, for where they are drawn beside each other. */
export const usePositionsOfAll = (): Readonly<Record<string, Position>> => usePositions(({ of }) => of);

export const positionOf = (memberId: string): Position | undefined => usePositions.getState().of[memberId];

/** Takes in what was read; who stayed where they were is not told again. */
export function notePositions(read: readonly Position[]): void {
  const before = usePositions.getState().of;
  const of = Object.fromEntries(
    read.map((position) => {
      const known = before[position.memberId];
      return [position.memberId, known && isSame(known, position) ? known : position];
    }),
  );
  usePositions.setState({ of });
}

const isSame = (a: Position, b: Position): boolean =>
  a.at === b.at && a.battery === b.battery && a.permission === b.permission && a.visitId === b.visitId;
