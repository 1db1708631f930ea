import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import type { Plan, Visit } from '../../api/types.ts';
import { standing } from '../../rules/plan.ts';
import type { Row } from '../../rules/rows.ts';
import { firstName, UNASSIGNED } from '../../rules/visit.ts';
import { useOffice } from '../../state/office.ts';
import { planning } from '../../state/plan.ts';
import { CloseIcon } from '../icons.tsx';
import { PlanFigures, PlannedDays, Unplaced } from './plan-parts.tsx';
import { usePlanningWords } from './use-words.ts';

interface PlanCardProps {
  readonly day: string;
  /** Whose day; the row of nobody for everybody's. */
  readonly row: string;
  readonly rows: readonly Row[];
  readonly visits: readonly Visit[];
}

/** Who could do what nobody has: beside the board, whose ghosts are the picture of it, until it is agreed to or not. */
export default function PlanCard({ day, row, rows, visits }: PlanCardProps) {
  const { calls, desk } = useOffice();
  const words = usePlanningWords();
  const {
    data: plan,
    isError,
    refetch,
  } = useQuery({
    queryKey: ['plan', day, row],
    queryFn: () => calls.plan(day, row === UNASSIGNED ? undefined : row),
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  const proposals = useMemo(() => plan && standing(plan, visits), [plan, visits]);
  useEffect(() => {
    if (proposals) planning.show(proposals);
  }, [proposals]);
  useEscape(planning.end);
  const name = rows.find(({ id }) => id === row)?.technician?.name;
  const count = proposals?.changes.length ?? 0;
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was found is told to whoever listens, once it is there.
  useEffect(() => heading.current?.focus(), [plan]);
  const apply = () => {
    planning.end();
    void desk.editAll(proposals?.changes ?? [], words.applied);
  };
  return (
    <section className="plan-card" aria-labelledby="plan-title" aria-busy={!plan && !isError}>
      <header>
        <h2 id="plan-title" ref={heading} tabIndex={-1}>
          {plan ? words.title(count, plan.unplaced.length) : name ? words.dayOf(firstName(name)) : words.all}
        </h2>
        <button type="button" className="icon-button small" aria-label={words.cancel} onClick={planning.end}>
          <CloseIcon />
        </button>
      </header>
      {!plan && <p className="muted plan-wait">{isError ? words.failed : words.thinking}</p>}
      {plan && <PlanBody plan={plan} rows={rows} visits={visits} count={count} />}
      <footer>
        <button type="button" className="button" onClick={planning.end}>
          {words.cancel} <kbd>Esc</kbd>
        </button>
        {isError ? (
          <button type="button" className="button primary" onClick={() => void refetch()}>
            {words.retry}
          </button>
        ) : (
          <button type="button" className="button primary" disabled={count === 0} onClick={apply}>
            {words.apply(count)}
          </button>
        )}
      </footer>
    </section>
  );
}

interface PlanBodyProps {
  readonly plan: Plan;
  readonly rows: readonly Row[];
  readonly visits: readonly Visit[];
  readonly count: number;
}

function PlanBody({ plan, rows, visits, count }: PlanBodyProps) {
  const words = usePlanningWords();
  return (
    <div className="plan-body">
      {count > 0 && <PlanFigures plan={plan} />}
      <PlannedDays plan={plan} rows={rows} visits={visits} />
      {plan.unplaced.length > 0 && <Unplaced plan={plan} visits={visits} />}
      <p className="meta muted">{words.basis}</p>
    </div>
  );
}

/** Esc leaves all as it was, wherever the focus is, unless something else is open that it closes first. */
function useEscape(end: () => void): void {
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      const isOpen =
        document.querySelector('[role=menu], [role=dialog], dialog[open], .is-dragging') !== null;
      if (event.key === 'Escape' && !event.defaultPrevented && !isOpen) end();
    };
    addEventListener('keydown', hear);
    return () => removeEventListener('keydown', hear);
  }, [end]);
}
