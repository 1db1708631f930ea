import type { Plan, Visit } from '../../api/types.ts';
import { readRoute } from '../../rules/route.ts';
import type { Row } from '../../rules/rows.ts';
import { useTold } from '../../state/office.ts';
import { goTo } from '../../state/route.ts';
import { Photo } from '../board/row-head.tsx';
import { usePlanningWords } from './use-words.ts';

const MINUTE = 60_000;

interface PartProps {
  readonly plan: Plan;
  readonly visits: readonly Visit[];
}

/** How much driving it is, and how much less than without looking at a map. */
export function PlanFigures({ plan: { driving, savedMinutes = 0 } }: Pick<PartProps, 'plan'>) {
  const told = useTold();
  const words = usePlanningWords();
  const more = driving.proposed - driving.before;
  return (
    <dl className="plan-figures">
      <div>
        <dt>{words.more}</dt>
        <dd>{(more < 0 ? '−' : '+') + told.duration(Math.abs(more) * MINUTE)}</dd>
      </div>
      <div>
        <dt>{words.saves}</dt>
        <dd className={savedMinutes > 0 ? 'good' : ''}>{told.duration(savedMinutes * MINUTE)}</dd>
      </div>
    </dl>
  );
}

/** Each day in the order in which it would be driven; what is new in it stands out. */
export function PlannedDays({ plan, rows, visits }: PartProps & { readonly rows: readonly Row[] }) {
  const told = useTold();
  const words = usePlanningWords();
  const nameOf = (visitId: string) => visits.find((one) => one.visitId === visitId)?.customer.name ?? '';
  return plan.days.map(({ technicianId, stops, driveMinutes }) => {
    const technician = rows.find(({ id }) => id === technicianId)?.technician;
    return (
      <section key={technicianId} className="plan-day">
        <h3>
          {technician && <Photo technician={technician} ring="none" />}
          <span className="grow">{technician?.name ?? technicianId}</span>
          <span className="meta muted">{words.driving(told.duration(driveMinutes * MINUTE))}</span>
        </h3>
        <ol>
          {stops.map((stop) => (
            <li key={stop.visitId} className={stop.proposed ? 'is-new' : ''}>
              <time dateTime={stop.arrivesAt}>{told.time(stop.arrivesAt)}</time>
              <span className="grow">{nameOf(stop.visitId)}</span>
              {stop.proposed && <em>{words.isNew}</em>}
              {stop.driveMinutes > 0 && (
                <span className="meta muted">{words.drive(told.duration(stop.driveMinutes * MINUTE))}</span>
              )}
            </li>
          ))}
        </ol>
      </section>
    );
  });
}

/** Whom nobody is proposed for, each with the reason, and a way to it. */
export function Unplaced({ plan, visits }: PartProps) {
  const told = useTold();
  const words = usePlanningWords();
  return (
    <section className="plan-day">
      <h3>{words.unplaced}</h3>
      <ul>
        {plan.unplaced.map(({ visitId, reason }) => {
          const visit = visits.find((one) => one.visitId === visitId);
          return (
            <li key={visitId}>
              {visit && <time dateTime={visit.window.start}>{told.time(visit.window.start)}</time>}
              <button
                type="button"
                className="text-button grow"
                onClick={() => goTo({ ...readRoute(location.hash), visitId })}
              >
                {visit?.customer.name ?? visitId}
              </button>
              <span className="meta plan-why">{words.reasons[reason]}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
