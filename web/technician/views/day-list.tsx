import type { Day } from '../rules/day.ts';
import type { WaitingStep } from '../rules/steps.ts';
import { firstName, type Visit } from '../rules/visit.ts';
import type { State } from '../state.ts';
import { CalendarIcon, ClockIcon } from './icons.tsx';
import type { Told } from './told.ts';

interface ListProps {
  readonly title: string;
  readonly visits: readonly Visit[];
  readonly told: Told;
  /** Of another day: it is named. */
  readonly isAhead?: boolean;
  readonly onOpen?: ((visit: Visit) => void) | undefined;
}

export function VisitList({ title, visits, told, isAhead = false, onOpen }: ListProps) {
  if (visits.length === 0) return null;
  return (
    <section class="list">
      <h2>{title}</h2>
      <ul>
        {visits.map((visit) => (
          <li key={visit.visitId}>
            <Row visit={visit} told={told} isAhead={isAhead} onOpen={onOpen} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Row({
  visit,
  told,
  isAhead,
  onOpen,
}: { visit: Visit } & Pick<ListProps, 'told' | 'isAhead' | 'onOpen'>) {
  const [time] = told.clock(visit.window.start);
  const inside = (
    <>
      <span class="when">{isAhead ? `${told.weekday(visit.window.start)} ${time}` : time}</span>
      <span class="what">
        <b>{firstName(visit)}</b>
        <span>{isAhead && visit.job ? `${visit.address.line}, ${visit.job}` : visit.address.line}</span>
      </span>
      {visit.hold ? (
        <span class="tag">{told.words.held}</span>
      ) : (
        visit.priority === 'urgent' && <span class="tag urgent">{told.words.urgent}</span>
      )}
    </>
  );
  if (!onOpen) return <div class="entry">{inside}</div>;
  return (
    <button type="button" class="entry" onClick={() => onOpen(visit)}>
      {inside}
    </button>
  );
}

/** Done visits are one line. */
export function DoneLine({ day, told }: { readonly day: Day; readonly told: Told }) {
  if (day.done.length === 0) return null;
  return (
    <p class="done-line">
      <b>{told.words.day.finished(day.done.length)}</b> {day.done.map(firstName).join(', ')}
    </p>
  );
}

/** Steps that have not left this phone yet. */
export function WaitingList({ state, told, now }: { readonly state: State; told: Told; now: number }) {
  const { offline } = told.words;
  const steps = state.waiting.filter(({ heldUntil }) => heldUntil <= now);
  if (steps.length === 0 || state.cutSince === undefined) return null;
  return (
    <section class="list">
      <h2>{offline.waiting}</h2>
      <ul>
        {steps.map((step) => (
          <li key={step.id} class="entry">
            <span class="when">{told.clock(step.at)[0]}</span>
            <span class="what">
              <b>{offline.rows[rowOf(step)](step.name)}</b>
              <span>{offline.saved(told.time(step.at))}</span>
            </span>
            <ClockIcon />
          </li>
        ))}
      </ul>
    </section>
  );
}

const rowOf = ({ undoes, kind, status = 'dispatched' }: WaitingStep) =>
  undoes ? 'undone' : kind === 'status' ? status : kind;

export function Nothing({ day, told }: { readonly day: Day; readonly told: Told }) {
  const { words } = told;
  return (
    <section class="nothing">
      <span>
        <CalendarIcon />
      </span>
      <p class="big">{day.done.length > 0 ? words.day.allDone : words.day.emptyTitle}</p>
      <p>{words.day.empty}</p>
    </section>
  );
}
