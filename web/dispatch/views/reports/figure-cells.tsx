import type { Rates } from '../../api/types.ts';
import { GOAL } from '../../rules/report-charts.ts';
import { FIGURES, figureOf } from '../../rules/report-figures.ts';
import { useReportNumbers, useReportWords } from './use-words.ts';

export function FigureHeads() {
  const words = useReportWords();
  return FIGURES.map((name) => (
    <th key={name} scope="col">
      {words.columns[name]}
    </th>
  ));
}

/** The six numbers of a line of a table. */
export function FigureCells({ rates }: { readonly rates: Rates }) {
  const numbers = useReportNumbers();
  return FIGURES.map((name) => {
    const { value } = figureOf(name, rates, undefined);
    if (value === null)
      return (
        <td key={name} className="muted">
          –
        </td>
      );
    const { amount, unit } = numbers.parts(name, name === 'onTime' ? Math.round(value) : value);
    const isBelow = name === 'onTime' && value < GOAL;
    return (
      <td key={name} className={`${name}-cell ${isBelow ? 'amber' : ''}`}>
        {name === 'utilization' && <i className="share" aria-hidden="true" style={shareOf(value)} />}
        {name === 'onTime' ? `${amount.replace(/[.,]0$/, '')}${unit}` : amount + unit}
      </td>
    );
  });
}

const shareOf = (percent: number) => ({ '--share': `${percent}%` }) as React.CSSProperties;
