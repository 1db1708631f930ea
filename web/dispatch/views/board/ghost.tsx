import { useEffect, useRef } from 'react';
import type { Axis } from '../../rules/axis.ts';
import { endOf, hours, rowOf, startOf } from '../../rules/visit.ts';
import { useGhost } from '../../state/ghost.ts';
import { useTold } from '../../state/office.ts';

/** Where the visit that is being typed would stand; the board scrolls to it. */
export function Ghost({ row, axis }: { readonly row: string; readonly axis: Axis }) {
  const visit = useGhost((state) => (state.visit && rowOf(state.visit) === row ? state.visit : undefined));
  const told = useTold();
  const element = useRef<HTMLSpanElement>(null);
  const start = visit && startOf(visit);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another time is another place.
  useEffect(() => {
    element.current?.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
  }, [start]);
  if (!visit || start === undefined) return null;
  const place = { '--x': hours(start - axis.start), '--w': hours(endOf(visit) - start) };
  return (
    <span ref={element} className="ghost" aria-hidden="true" style={place as React.CSSProperties}>
      <b>{visit.customer.name || told.words.help.board.new_visit}</b>
      <span>{told.range(visit.window)}</span>
    </span>
  );
}
