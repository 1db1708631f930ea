import type { Summary } from '../../api/types.ts';
import { GOAL, labelled, percentAxis } from '../../rules/report-charts.ts';
import { ChartCard } from './chart-card.tsx';
import { FigureCells, FigureHeads } from './figure-cells.tsx';
import { useReportNumbers, useReportWords } from './use-words.ts';

type Day = Summary['days'][number];

interface OnTimeProps {
  readonly days: readonly Day[];
  /** It is not over yet. */
  readonly today: string;
}

/** Of the arrivals of each day that had visits, how many were on time. */
export function OnTimeChart({ days, today }: OnTimeProps) {
  const { onTime: words } = useReportWords();
  const withVisits = days.filter(({ visits }) => visits > 0);
  const hasArrivals = withVisits.some(({ onTimeRate }) => onTimeRate !== null);
  return (
    <ChartCard
      className="on-time"
      title={words.title}
      note={words.note}
      table={hasArrivals && <DayTable days={withVisits} />}
    >
      {hasArrivals ? <Line days={withVisits} today={today} /> : <p className="reports-none">{words.none}</p>}
    </ChartCard>
  );
}

const LABELS = 22;

function Line({ days, today }: OnTimeProps) {
  const { onTime: words } = useReportWords();
  const numbers = useReportNumbers();
  const points = days.flatMap(({ onTimeRate, day, arrivals }, index) =>
    onTimeRate === null
      ? []
      : [
          {
            day,
            arrivals,
            rate: onTimeRate,
            value: onTimeRate * 100,
            x: ((index + 0.5) / days.length) * 100,
          },
        ],
  );
  const { ticks, heightOf } = percentAxis(points.map(({ value }) => value));
  const y = (value: number) => (1 - heightOf(value)) * 100;
  const rates = points.map(({ rate }) => rate);
  const told = words.told(numbers.percent(Math.max(...rates)), numbers.percent(Math.min(...rates)));
  const isLabelled = labelled(days.length, LABELS);
  const shown = days.filter((_, index) => isLabelled(index));
  const path = (all: typeof points) => all.map(({ x, value }) => `${x},${y(value)}`).join(' ');
  const isGoing = points.at(-1)?.day === today;
  return (
    <div className={`line-chart ${days.length > LABELS ? 'many' : ''}`} role="img" aria-label={told}>
      <div className="plot" aria-hidden="true">
        {ticks.map((tick) => (
          <span key={tick} className="tick-of-chart" style={{ top: `${y(tick)}%` }}>
            {tick}
          </span>
        ))}
        <span className="goal" style={{ top: `${y(GOAL)}%` }}>
          <em>{words.goal(GOAL)}</em>
        </span>
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
          <polyline points={path(isGoing ? points.slice(0, -1) : points)} />
          {isGoing && <polyline className="going" points={path(points.slice(-2))} />}
        </svg>
        {points.map(({ day, x, value, rate, arrivals }) => (
          <i
            key={day}
            className={value < GOAL ? 'below' : ''}
            style={{ left: `${x}%`, top: `${y(value)}%` }}
            title={words.of(numbers.day(day), numbers.percent(rate, 1), arrivals)}
          />
        ))}
      </div>
      <div className="axis-of-days" aria-hidden="true">
        {days.map(({ day, visits }, index) =>
          isLabelled(index) ? (
            <span
              key={day}
              className={day === today ? 'today' : ''}
              style={{ left: `${((index + 0.5) / days.length) * 100}%` }}
            >
              {numbers.dayOnAxis(day, shown[shown.findIndex((one) => one.day === day) - 1]?.day)}
              <small>{numbers.count(visits)}</small>
            </span>
          ) : null,
        )}
      </div>
    </div>
  );
}

function DayTable({ days }: Pick<OnTimeProps, 'days'>) {
  const words = useReportWords();
  const numbers = useReportNumbers();
  return (
    <table className="reports-table">
      <caption className="unseen">{words.onTime.title}</caption>
      <thead>
        <tr>
          <th scope="col">{words.day}</th>
          <th scope="col">{words.columns.visits}</th>
          <th scope="col">{words.arrivals}</th>
          <FigureHeads />
        </tr>
      </thead>
      <tbody>
        {days.map((one) => (
          <tr key={one.day}>
            <th scope="row">{numbers.day(one.day)}</th>
            <td>{numbers.count(one.visits)}</td>
            <td>{numbers.count(one.arrivals)}</td>
            <FigureCells rates={one} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}
