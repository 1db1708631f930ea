import type { Rates } from '../../api/types.ts';
import { MESSAGE_STATES, messagesIn } from '../../rules/report-charts.ts';
import { useReportNumbers, useReportWords } from './use-words.ts';

interface MessagesProps {
  readonly total: Rates;
  /** That the period has. */
  readonly days: number;
}

/** What became of the messages to customers: the parts of a bar, and each with its number. */
export function MessagesCard({ total, days }: MessagesProps) {
  const { messages: words } = useReportWords();
  const numbers = useReportNumbers();
  const count = messagesIn(total);
  const some = MESSAGE_STATES.filter((state) => total.messages[state] > 0);
  return (
    <section className="reports-card by-state">
      <header>
        <h2>{words.title}</h2>
        <span className="muted">{count > 0 && words.note(numbers.count(count), days)}</span>
      </header>
      {count === 0 ? (
        <p className="reports-none">{words.none}</p>
      ) : (
        <>
          <div className="parts" aria-hidden="true">
            {some.map((state) => (
              <i key={state} className={`of-${state}`} style={{ flexGrow: total.messages[state] }} />
            ))}
          </div>
          <table className="reports-table">
            <caption className="unseen">{words.title}</caption>
            <thead className="unseen">
              <tr>
                <th scope="col">{words.column}</th>
                <th scope="col">{words.count}</th>
                <th scope="col">%</th>
              </tr>
            </thead>
            <tbody>
              {some.map((state) => (
                <tr key={state}>
                  <th scope="row">
                    <i className={`of-${state}`} aria-hidden="true" />
                    {words.states[state]}
                  </th>
                  <td>{numbers.count(total.messages[state])}</td>
                  <td className="muted">{numbers.percent(total.messages[state] / count, 1)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  );
}
