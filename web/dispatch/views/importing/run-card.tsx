import { type Candidate, type Choices, isGood, type Table } from '../../rules/importing/rows.ts';
import { writeTable } from '../../state/csv-files.ts';
import { type Outcome, runImport, stopImport, useImport } from '../../state/importing.ts';
import { useOffice } from '../../state/office.ts';
import { saveFile } from '../../state/save-file.ts';
import { DownloadIcon } from '../icons.tsx';
import { useProblems } from './use-problems.ts';
import { useImportWords } from './use-words.ts';

interface RunProps {
  /** Of the file. */
  readonly name: string;
  readonly table: Table;
  readonly choices: Choices;
  readonly candidates: readonly Candidate[];
}

/** Makes the visits, tells how far it is, and hands back what has to be mended. */
export function RunCard({ name, table, choices, candidates }: RunProps) {
  const { calls, cache } = useOffice();
  const words = useImportWords();
  const { outcomes, isRunning, isCut } = useImport();
  const good = candidates.filter(isGood);
  const left = good.filter(({ row }) => !outcomes.has(row));
  const count = (kind: Outcome['kind']) => good.filter(({ row }) => outcomes.get(row)?.kind === kind).length;
  const [made, known, refused] = [count('made'), count('known'), count('refused')];
  const run = () => void runImport({ calls, cache }, candidates);
  return (
    <section className="import-card import-run" aria-label={words.create(good.length)}>
      {(isRunning || outcomes.size > 0) && (
        <progress value={good.length - left.length} max={good.length} aria-label={words.title} />
      )}
      <p role="status">
        {isRunning
          ? words.creating(good.length - left.length, good.length)
          : outcomes.size > 0 &&
            [words.made(made), known > 0 && words.known(known), refused > 0 && words.refused(refused)]
              .filter(Boolean)
              .join(' · ')}
      </p>
      {isCut && (
        <p className="band bad" role="alert">
          {words.cut}
        </p>
      )}
      <div className="answers">
        <ToMend name={name} table={table} choices={choices} candidates={candidates} />
        {isRunning ? (
          <button type="button" className="button" onClick={stopImport}>
            {words.stop}
          </button>
        ) : (
          left.length > 0 && (
            <button type="button" className="button primary" onClick={run}>
              {(outcomes.size > 0 ? words.resume : words.create)(left.length)}
            </button>
          )
        )}
      </div>
    </section>
  );
}

/** The rows as they were, each with what is wrong. */
function ToMend({ name, table, choices, candidates }: RunProps) {
  const words = useImportWords();
  const { outcomes, isRunning } = useImport();
  const problemsOf = useProblems(table, choices);
  const bad = candidates.filter((one) => !isGood(one) || outcomes.get(one.row)?.kind === 'refused');
  if (bad.length === 0 || isRunning) return null;
  const save = () => {
    const rows = bad.map((one) => [
      ...table.headings.map((_, column) => one.cells[column] ?? ''),
      problemsOf(one, outcomes.get(one.row)).join(' '),
    ]);
    const content = writeTable([[...table.headings, words.problemHeading], ...rows]);
    saveFile(name.replace(/(\.\w+)?$/, '-to-mend.csv'), 'text/csv;charset=utf-8', content);
  };
  return (
    <>
      <p className="muted meta grow">{words.again}</p>
      <button type="button" className="button" onClick={save}>
        <DownloadIcon />
        {words.download(bad.length)}
      </button>
    </>
  );
}
