import { MINUTE, SECOND } from '../../../../shared/kernel/time.ts';
import type { CrewMember } from '../../rules/crew.ts';
import { ringOf } from '../../rules/row-state.ts';
import { minutesLate, startOf } from '../../rules/visit.ts';
import { useNow } from '../../state/clock.ts';
import { useMapWords } from '../../state/map-words.ts';
import { useOffice } from '../../state/office.ts';
import { Health, Photo, stateInWords } from '../board/row-head.tsx';
import { CrewFacts } from './crew-facts.tsx';
import { StopLine } from './stop-line.tsx';

export interface Choosing {
  readonly selected: readonly string[];
  readonly onToggle: (...visitIds: readonly string[]) => void;
  readonly day: string;
}

interface CrewItemProps extends Choosing {
  readonly one: CrewMember;
  readonly isToday: boolean;
  readonly isChosen: boolean;
  readonly onChoose: (memberId: string | undefined) => void;
}

/** Somebody of the crew in a list; who is chosen, with everything that is known of them and their stops. */
export function CrewItem({ one, isToday, isChosen, onChoose, selected, onToggle, day }: CrewItemProps) {
  const { technician, state, position, stops } = one;
  const words = useMapWords();
  return (
    <li className={`crew-item${isChosen ? ' chosen' : ''}`} data-member={technician.memberId}>
      <button
        type="button"
        className="crew-person"
        aria-expanded={isChosen}
        onClick={() => onChoose(isChosen ? undefined : technician.memberId)}
      >
        <Photo technician={technician} ring={state ? ringOf(state) : 'none'} />
        <span className="who">
          <b>
            {technician.name} <LateBadge one={one} />
          </b>
          <Standing one={one} />
          <NextStop one={one} />
        </span>
        {isToday && <Fresh position={position} />}
      </button>
      {isChosen && (
        <div className="crew-more">
          <CrewFacts one={one} isToday={isToday} />
          <ul className="crew-stops" aria-label={words.stopsOf(technician.name)}>
            {stops.map((visit) => (
              <StopLine
                key={visit.visitId}
                visit={visit}
                isOn={selected.includes(visit.visitId)}
                onToggle={onToggle}
                day={day}
              />
            ))}
          </ul>
        </div>
      )}
    </li>
  );
}

/** Alone in growing older by the second. */
function Fresh({ position }: Pick<CrewMember, 'position'>) {
  return <Health position={position} now={useNow(SECOND)} />;
}

function LateBadge({ one: { stops } }: { readonly one: CrewMember }) {
  const { told, settings } = useOffice();
  const now = useNow(MINUTE);
  const late = Math.max(0, ...stops.map((visit) => minutesLate(visit, settings.noShow.from, now) ?? 0));
  return late > 0 && <em className="crew-late">{told.words.block.late(late)}</em>;
}

function Standing({ one: { state, home } }: { readonly one: CrewMember }) {
  const { told } = useOffice();
  const words = useMapWords();
  if (state) return <span className={`state-${state.kind}`}>{stateInWords(state, told, false)}</span>;
  return home ? <span>{words.home(home.line)}</span> : <span className="warning">{words.noHome}</span>;
}

/** Where they are or go to, or what comes next; and how much of the day is done. */
function NextStop({ one: { stops, next } }: { readonly one: CrewMember }) {
  const { told } = useOffice();
  const words = useMapWords();
  if (stops.length === 0) return <span>{words.noStops}</span>;
  if (!next) return <span>{words.stopsDone(stops.length)}</span>;
  const { status, customer } = next;
  const said =
    status === 'en_route'
      ? words.to(customer.name)
      : status === 'arrived'
        ? words.at(customer.name)
        : words.next(told.clock(startOf(next)), customer.name);
  return <span>{`${words.stop(stops.indexOf(next) + 1, stops.length)} · ${said}`}</span>;
}
