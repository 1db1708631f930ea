import { type Candidate, type Choices, isGood, type Table } from '../../rules/importing/rows.ts';
import { useImport } from '../../state/importing.ts';
import { useOffice } from '../../state/office.ts';
import { useTeam } from '../../state/queries.ts';
import { useProblems } from './use-problems.ts';
import { useImportWords } from './use-words.ts';

interface DryRunProps {
  readonly table: Table;
  readonly choices: Choices;
  readonly candidates: readonly Candidate[];
}

/** So many rows are shown as what they would become: a wrong column, or wrong dates, show in the first of them. */
const SHOWN = 5;

/** Each bad row with what is wrong in which column, and what the good ones become. */
export function DryRunCard({ table, choices, candidates }: DryRunProps) {
  const words = useImportWords();
  const outcomes = useImport((run) => run.outcomes);
  const problemsOf = useProblems(table, choices);
  const good = candidates.filter(isGood);
  const bad = candidates.filter((one) => !isGood(one) || outcomes.get(one.row)?.kind === 'refused');
  return (
    <section className="import-card" aria-label={words.check}>
      <h2>{words.check}</h2>
      <p>
        <b className={good.length > 0 ? 'fits' : 'muted'}>
          {bad.length === 0 ? words.allGood : words.good(good.length)}
        </b>
        {bad.length > 0 && <b className="amber"> · {words.bad(bad.length)}</b>}
      </p>
      {bad.length > 0 && (
        <div className="import-scroller">
          <table className="import-table">
            <thead>
              <tr>
                <th scope="col">{words.row}</th>
                <th scope="col">{words.customer}</th>
                <th scope="col">{words.problem}</th>
              </tr>
            </thead>
            <tbody>
              {bad.map((one) => (
                <tr key={one.row}>
                  <th scope="row">{one.row}</th>
                  <td>{one.body.customer?.name}</td>
                  <td>
                    <ul>
                      {problemsOf(one, outcomes.get(one.row)).map((problem) => (
                        <li key={problem}>{problem}</li>
                      ))}
                    </ul>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {good.length > 0 && <Preview good={good} />}
    </section>
  );
}

function Preview({ good }: { readonly good: readonly Candidate[] }) {
  const { told } = useOffice();
  const words = useImportWords();
  const team = useTeam() ?? [];
  const nameOf = (memberId: string) => team.find((one) => one.memberId === memberId)?.name ?? memberId;
  const now = Date.now();
  return (
    <>
      <h3>{words.preview}</h3>
      <div className="import-scroller">
        <table className="import-table">
          <thead>
            <tr>
              <th scope="col">{words.row}</th>
              <th scope="col">{words.customer}</th>
              <th scope="col">{words.when}</th>
              <th scope="col">{words.where}</th>
              <th scope="col">{words.who}</th>
            </tr>
          </thead>
          <tbody>
            {good.slice(0, SHOWN).map(({ row, body }) => (
              <tr key={row}>
                <th scope="row">{row}</th>
                <td>
                  {body.customer?.name} <span className="muted">{body.customer?.phone}</span>
                </td>
                <td>
                  {told.dayOf(body.window.start, now)}, {told.range(body.window)}
                </td>
                <td>{body.address.line}</td>
                <td>{body.technicianIds?.map(nameOf).join(', ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {good.length > SHOWN && <p className="muted">{words.more(good.length - SHOWN)}</p>}
    </>
  );
}
