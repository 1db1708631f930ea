import type { Rates } from '../../api/types.ts';
import { closeShare, isClose, stepMinutes } from '../../rules/report-charts.ts';
import { ChartCard } from './chart-card.tsx';
import { useReportNumbers, useReportWords } from './use-words.ts';

interface EtaProps {
  readonly total: Rates;
}

/** How many came how many minutes after the time that they were told. */
export function EtaChart({ total }: EtaProps) {
  const { eta: words } = useReportWords();
  const numbers = useReportNumbers();
  const close = closeShare(total);
  const arrivals = total.etaSteps.reduce((sum, one) => sum + one, 0);
  return (
    <ChartCard
      className="eta-off"
      title={words.title}
      note={close === null ? '' : words.note(numbers.count(arrivals))}
      table={close !== null && <StepTable total={total} arrivals={arrivals} />}
    >
      {close === null ? (
        <p className="reports-none">{words.none}</p>
      ) : (
        <Bars total={total} within={words.within(numbers.percent(close))} />
      )}
    </ChartCard>
  );
}

function Bars({ total: { etaSteps }, within }: EtaProps & { readonly within: string }) {
  const { eta: words } = useReportWords();
  const nameOf = useStepName();
  const most = Math.max(1, ...etaSteps);
  return (
    <div className="bar-chart" role="img" aria-label={within}>
      <div className="plot" aria-hidden="true">
        <span className="close">{within}</span>
        {etaSteps.map((count, index) => (
          <i
            key={stepMinutes(index)}
            className={isClose(index) ? 'near' : ''}
            style={{ height: `${(count / most) * 100}%` }}
            title={`${nameOf(index)}: ${count}`}
          />
        ))}
      </div>
      <div className="axis-of-steps" aria-hidden="true">
        {etaSteps.map((_, index) => (
          <span key={stepMinutes(index)}>{signed(stepMinutes(index))}</span>
        ))}
      </div>
      <p className="ends muted" aria-hidden="true">
        <span>{words.earlier}</span>
        <span>{words.later}</span>
      </p>
    </div>
  );
}

const signed = (minutes: number): string =>
  minutes > 0 ? `+${minutes}` : minutes < 0 ? `−${-minutes}` : '0';

/** `3 to 5 min later`. */
function useStepName() {
  const { eta: words } = useReportWords();
  return (index: number): string => {
    const middle = stepMinutes(index);
    const [away, isLater] = [Math.abs(middle), middle > 0];
    if (away === 0) return words.kept;
    return away === 10 ? words.beyond(9, isLater) : words.step(away - 1, away + 1, isLater);
  };
}

function StepTable({ total: { etaSteps }, arrivals }: EtaProps & { readonly arrivals: number }) {
  const { eta: words } = useReportWords();
  const numbers = useReportNumbers();
  const nameOf = useStepName();
  return (
    <table className="reports-table">
      <caption className="unseen">{words.title}</caption>
      <thead>
        <tr>
          <th scope="col">{words.column}</th>
          <th scope="col">{words.arrivals}</th>
          <th scope="col">{words.share}</th>
        </tr>
      </thead>
      <tbody>
        {etaSteps.map((count, index) => (
          <tr key={stepMinutes(index)}>
            <th scope="row">{nameOf(index)}</th>
            <td>{numbers.count(count)}</td>
            <td>{numbers.percent(count / arrivals)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
