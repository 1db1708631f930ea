import type { Visit } from '../../api/types.ts';
import { rowOf, startOf, UNASSIGNED } from '../../rules/visit.ts';
import { useMapWords } from '../../state/map-words.ts';
import { useOffice } from '../../state/office.ts';
import { useTeam } from '../../state/queries.ts';
import type { Choosing } from './crew-item.tsx';
import { StopLine } from './stop-line.tsx';

interface VisitListProps extends Choosing {
  readonly visits: readonly Visit[];
  /** There is none at all, and not only none that matches. */
  readonly isEmpty: boolean;
}

/** The day's visits, those of nobody first; whatever can be selected on the map can be here. */
export function VisitList({ visits, isEmpty, selected, onToggle, day }: VisitListProps) {
  const { told } = useOffice();
  const words = useMapWords();
  const names = new Map(useTeam()?.map(({ memberId, name }) => [memberId, name]));
  const inOrder = visits.toSorted((a, b) => rank(a) - rank(b) || startOf(a) - startOf(b));
  const ids = inOrder.map(({ visitId }) => visitId);
  if (ids.length === 0)
    return <p className="crew-none muted">{isEmpty ? words.noVisits : told.words.filters.none}</p>;
  return (
    <>
      <label className="stop-all">
        <input
          type="checkbox"
          checked={ids.every((visitId) => selected.includes(visitId))}
          onChange={() => onToggle(...ids)}
        />
        {words.all}
      </label>
      <ul className="crew-stops">
        {inOrder.map((visit) => (
          <StopLine
            key={visit.visitId}
            visit={visit}
            isOn={selected.includes(visit.visitId)}
            onToggle={onToggle}
            day={day}
            who={names.get(rowOf(visit)) ?? words.unassigned}
          />
        ))}
      </ul>
    </>
  );
}

const rank = (visit: Visit): number => (rowOf(visit) === UNASSIGNED ? 0 : 1);
