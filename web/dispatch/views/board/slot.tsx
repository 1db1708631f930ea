import type { Axis } from '../../rules/axis.ts';
import { overlap } from '../../rules/lanes.ts';
import type { Row } from '../../rules/rows.ts';
import { endOf, hours, isOver, startOf } from '../../rules/visit.ts';
import { useDrag } from '../../state/drag.ts';

/** Where what is in the hand would land, and what it would lie over. */
export function Slot({ row, axis }: { readonly row: Row; readonly axis: Axis }) {
  const drag = useDrag((state) => (state.drag?.to === row.id ? state.drag : undefined));
  if (!drag) return null;
  const { visit, start } = drag;
  const span = { start, end: start + endOf(visit) - startOf(visit) };
  const place = (from: number, to: number) =>
    ({ '--x': hours(from - axis.start), '--w': hours(to - from) }) as React.CSSProperties;
  const clashes = row.placed
    .map((placed) => ({ start: startOf(placed.visit), end: endOf(placed.visit), placed }))
    .filter(({ placed }) => placed.visit.visitId !== visit.visitId && !isOver(placed.visit.status))
    .filter((other) => row.id !== '' && overlap(other, span) > 0);
  return (
    <>
      <span className="slot" aria-hidden="true" style={place(span.start, span.end)} />
      {clashes.map((other) => (
        <span
          key={other.placed.visit.visitId}
          className="clash"
          aria-hidden="true"
          style={place(Math.max(other.start, span.start), Math.min(other.end, span.end))}
        />
      ))}
    </>
  );
}
