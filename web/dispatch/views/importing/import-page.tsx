import { useMemo, useState } from 'react';
import { guessMapping } from '../../rules/importing/columns.ts';
import { guessOrder } from '../../rules/importing/moments.ts';
import { type Candidate, type Choices, candidatesOf, type Table } from '../../rules/importing/rows.ts';
import { routeHash } from '../../rules/route.ts';
import { MOST_ROWS, readTable } from '../../state/csv-files.ts';
import { forgetImport, useImport } from '../../state/importing.ts';
import { useOffice } from '../../state/office.ts';
import { useTeam } from '../../state/queries.ts';
import { ColumnsCard } from './columns-card.tsx';
import { DropCard } from './drop-card.tsx';
import { DryRunCard } from './dry-run-card.tsx';
import { RunCard } from './run-card.tsx';
import { useImportWords } from './use-words.ts';

interface Chosen {
  readonly name: string;
  readonly table: Table;
}

/** Visits of another system's file: looked over before any is made, then made one by one. */
export default function ImportPage() {
  const words = useImportWords();
  const [chosen, setChosen] = useState<Chosen>();
  const [choices, setChoices] = useState<Choices>();
  const [fault, setFault] = useState<string>();
  const isRunning = useImport((run) => run.isRunning);
  const candidates = useCandidates(chosen?.table, choices);
  const choose = async (file: File): Promise<void> => {
    try {
      const table = await readTable(file);
      forgetImport();
      setFault(undefined);
      setChosen({ name: file.name, table });
      setChoices(guessed(table));
    } catch {
      setFault(words.unreadable(file.name, MOST_ROWS));
    }
  };
  const change = (patch: Partial<Choices>): void => {
    forgetImport();
    setChoices((all) => all && { ...all, ...patch });
  };
  return (
    <main className="import-page">
      <header className="top-bar">
        <h1 className="top-title">{words.title}</h1>
        <span className="muted">{chosen?.name}</span>
        <span className="grow" />
        <a className="button" href={routeHash({ page: 'day' })}>
          {words.back}
        </a>
      </header>
      <div className="import-body">
        <DropCard
          isSmall={chosen !== undefined}
          isFixed={isRunning}
          fault={fault}
          onFile={(file) => void choose(file)}
        />
        {chosen && choices && candidates && (
          <>
            <ColumnsCard table={chosen.table} choices={choices} isFixed={isRunning} onChange={change} />
            <DryRunCard table={chosen.table} choices={choices} candidates={candidates} />
            <RunCard name={chosen.name} table={chosen.table} choices={choices} candidates={candidates} />
          </>
        )}
      </div>
    </main>
  );
}

const guessed = ({ headings, rows }: Table): Choices => {
  const mapping = guessMapping(headings);
  const columns = (['date', 'start'] as const).map((target) => mapping.indexOf(target));
  const days = rows.flatMap((cells) => columns.map((column) => cells[column] ?? ''));
  return { mapping, order: guessOrder(days, 'month_first'), sendLink: false };
};

function useCandidates(
  table: Table | undefined,
  choices: Choices | undefined,
): readonly Candidate[] | undefined {
  const { settings, me } = useOffice();
  const team = useTeam();
  return useMemo(() => {
    if (!table || !choices || !team) return undefined;
    const { company, permissions } = settings;
    const mayText = me.role === 'owner' || permissions.dispatchersSendLinks;
    const sendLink = choices.sendLink && mayText;
    const { timeZone, phone: home } = company;
    return candidatesOf(table, { ...choices, sendLink, timeZone, home, team });
  }, [table, choices, team, settings, me]);
}
