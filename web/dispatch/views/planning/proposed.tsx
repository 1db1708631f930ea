import type { Axis } from '../../rules/axis.ts';
import { endOf, hours, startOf } from '../../rules/visit.ts';
import { useTold } from '../../state/office.ts';
import { useProposed } from '../../state/plan.ts';

/** Where visits would stand, were what is proposed agreed to; the list beside the board says the same in words. */
export function ProposedBlocks({ row, axis }: { readonly row: string; readonly axis: Axis }) {
  const proposed = useProposed(row);
  const told = useTold();
  return proposed?.map(({ visit, arrivesAt }) => (
    <span
      key={visit.visitId}
      className="ghost plan-ghost"
      aria-hidden="true"
      style={
        {
          '--x': hours(startOf(visit) - axis.start),
          '--w': hours(endOf(visit) - startOf(visit)),
        } as React.CSSProperties
      }
    >
      <b>{visit.customer.name}</b>
      <span>{told.time(arrivesAt)}</span>
    </span>
  ));
}
