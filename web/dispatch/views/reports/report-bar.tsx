import * as Menu from '@radix-ui/react-dropdown-menu';
import { useState } from 'react';
import { type ReportScope, scopePart } from '../../rules/report-period.ts';
import { useOffice } from '../../state/office.ts';
import { driving, useTeam } from '../../state/queries.ts';
import { useReportCalls } from '../../state/report-desk.ts';
import { goTo } from '../../state/route.ts';
import { saveFile } from '../../state/save-file.ts';
import { toast } from '../../state/toasts.ts';
import { DownIcon, DownloadIcon } from '../icons.tsx';
import { PeriodMenu } from './period-menu.tsx';
import { useReportWords } from './use-words.ts';

export const showReport = (scope: ReportScope): void => goTo({ page: 'reports', part: scopePart(scope) });

/** Which days, whose, and all of it as a table. */
export function ReportBar({ scope, today }: { readonly scope: ReportScope; readonly today: string }) {
  const words = useReportWords();
  return (
    <header className="top-bar">
      <h1 className="top-title">{words.title}</h1>
      <span className="grow" />
      <PeriodMenu scope={scope} today={today} onShow={showReport} />
      <TechnicianMenu scope={scope} />
      <Download scope={scope} />
    </header>
  );
}

function TechnicianMenu({ scope }: { readonly scope: ReportScope }) {
  const words = useReportWords();
  const team = useTeam() ?? [];
  const { memberId } = scope;
  const chosen = team.find((one) => one.memberId === memberId);
  const choices = [
    { memberId: '', name: words.everybody },
    ...driving(team),
    ...(chosen && !driving(team).includes(chosen) ? [chosen] : []),
  ];
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger className="button" aria-label={`${words.technician}: ${chosen?.name ?? words.everybody}`}>
        {chosen?.name ?? words.everybody}
        <DownIcon />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Content className="menu" align="end" sideOffset={6}>
          <Menu.RadioGroup
            value={memberId ?? ''}
            onValueChange={(one) => showReport({ ...scope, memberId: one || undefined })}
          >
            {choices.map((one) => (
              <Menu.RadioItem key={one.memberId} value={one.memberId} className="menu-item">
                <span className="tick">{one.memberId === (memberId ?? '') ? '✓' : ''}</span>
                {one.name}
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
        </Menu.Content>
      </Menu.Portal>
    </Menu.Root>
  );
}

function Download({ scope }: { readonly scope: ReportScope }) {
  const words = useReportWords();
  const calls = useReportCalls();
  const { queries } = useOffice();
  const [isLoading, setIsLoading] = useState(false);
  const load = async () => {
    setIsLoading(true);
    try {
      const { from, to } = scope;
      const table = await queries.fetchQuery({
        queryKey: ['report-table', scope.from, scope.to, scope.memberId],
        queryFn: () => calls.table(scope),
      });
      saveFile(`visits-${from}-${to}.csv`, 'text/csv;charset=utf-8', table);
    } catch {
      toast(words.csvFailed, { tone: 'bad' });
    } finally {
      setIsLoading(false);
    }
  };
  return (
    <button
      type="button"
      className="button"
      aria-label={words.csvLabel}
      disabled={isLoading}
      onClick={() => void load()}
    >
      <DownloadIcon />
      {words.csv}
    </button>
  );
}
