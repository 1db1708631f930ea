import type { Visit } from '../../api/types.ts';
import { routeHash } from '../../rules/route.ts';
import { placeOf } from '../../rules/selection.ts';
import { lookOf, startOf } from '../../rules/visit.ts';
import { useMapWords } from '../../state/map-words.ts';
import { useTold } from '../../state/office.ts';
import { RightIcon } from '../icons.tsx';
import { Sign } from '../sign.tsx';

interface StopLineProps {
  readonly visit: Visit;
  readonly isOn: boolean;
  readonly onToggle: (...visitIds: readonly string[]) => void;
  readonly day: string;
  /** Whose it is, where that does not go without saying. */
  readonly who?: string;
}

/** A visit in a list, to be selected as by its pin on the map, and to be opened. */
export function StopLine({ visit, isOn, onToggle, day, who }: StopLineProps) {
  const told = useTold();
  const words = useMapWords();
  const { visitId, customer, job, priority } = visit;
  const look = lookOf(visit);
  const rest = [who, job, placeOf(visit) ? undefined : words.unplaced].filter(Boolean);
  return (
    <li className="stop-line">
      <label>
        <input type="checkbox" checked={isOn} onChange={() => onToggle(visitId)} />
        <Sign look={look} />
        <span className="stop-words">
          <span>
            <b>{told.clock(startOf(visit))}</b> {customer.name}
            {(priority === 'urgent' || priority === 'high') && (
              <em className={`stop-${priority}`}>{told.words.priorities[priority]}</em>
            )}
          </span>
          <span className="muted meta">{[told.words.looks[look], ...rest].join(' · ')}</span>
        </span>
      </label>
      <a
        className="icon-button small"
        href={routeHash({ page: 'day', day, visitId })}
        aria-label={words.open(customer.name)}
      >
        <RightIcon />
      </a>
    </li>
  );
}
