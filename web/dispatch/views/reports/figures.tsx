import type { Rates } from '../../api/types.ts';
import { FIGURES, type FigureName, figureOf } from '../../rules/report-figures.ts';
import type { Days } from '../../rules/report-period.ts';
import { useReportNumbers, useReportWords } from './use-words.ts';

interface FiguresProps {
  readonly now: Rates;
  readonly before: Rates | undefined;
  readonly daysBefore: Days;
}

/** Six numbers, each with how it has changed. */
export function Figures({ now, before, daysBefore }: FiguresProps) {
  const words = useReportWords();
  const numbers = useReportNumbers();
  return (
    <section className="reports-figures">
      <dl className="reports-card">
        {FIGURES.map((name) => (
          <OneFigure key={name} name={name} now={now} before={before} />
        ))}
      </dl>
      <p className="muted meta">{words.against(numbers.days(daysBefore))}</p>
    </section>
  );
}

function OneFigure({ name, now, before }: Omit<FiguresProps, 'daysBefore'> & { readonly name: FigureName }) {
  const words = useReportWords();
  const numbers = useReportNumbers();
  const { value, change, isBetter } = figureOf(name, now, before);
  const shown = value === null ? undefined : numbers.parts(name, value);
  const changed =
    change === null
      ? words.nothingBefore
      : change === 0
        ? words.same
        : words.changes[name](numbers.change(name, change), change > 0);
  return (
    <div className="figure" title={words.meanings[name]}>
      <dt>{words.figures[name]}</dt>
      <dd>
        <b>
          {shown?.amount ?? '–'}
          {shown?.unit && <small>{shown.unit}</small>}
        </b>
        <span className={isBetter ? 'fits' : 'muted'}>
          {[before && changed, name === 'cost' && words.segments(numbers.count(now.segments))]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </dd>
    </div>
  );
}
