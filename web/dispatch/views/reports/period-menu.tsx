import * as Popover from '@radix-ui/react-popover';
import { useState } from 'react';
import { MOST_DAYS } from '../../../../shared/reports/period-contract.ts';
import { bounded, daysOf, PRESETS, type ReportScope } from '../../rules/report-period.ts';
import { DownIcon } from '../icons.tsx';
import { useReportNumbers, useReportWords } from './use-words.ts';

interface PeriodProps {
  readonly scope: ReportScope;
  readonly today: string;
  readonly onShow: (scope: ReportScope) => void;
}

/** What most ask for by one press, anything else from one day to another. */
export function PeriodMenu({ scope, today, onShow }: PeriodProps) {
  const words = useReportWords();
  const numbers = useReportNumbers();
  const [isOpen, setIsOpen] = useState(false);
  const show = (next: ReportScope) => {
    setIsOpen(false);
    onShow(next);
  };
  return (
    <Popover.Root open={isOpen} onOpenChange={setIsOpen}>
      <Popover.Trigger className="button" aria-label={words.period(numbers.days(scope))}>
        {numbers.days(scope)}
        <DownIcon />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className="question report-period" align="end" sideOffset={6}>
          <div className="presets">
            {PRESETS.map((preset) => (
              <button
                key={preset}
                type="button"
                className="button"
                aria-pressed={scope.preset === preset}
                onClick={() => show({ ...daysOf(preset, today), preset, memberId: scope.memberId })}
              >
                {words.presets[preset]}
              </button>
            ))}
          </div>
          <FromTo scope={scope} onShow={show} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function FromTo({ scope, onShow }: Pick<PeriodProps, 'scope' | 'onShow'>) {
  const words = useReportWords();
  const [days, setDays] = useState({ from: scope.from, to: scope.to });
  return (
    <form
      className="from-to"
      onSubmit={(event) => {
        event.preventDefault();
        onShow({ ...bounded(days), memberId: scope.memberId });
      }}
    >
      {(['from', 'to'] as const).map((end) => (
        <label key={end} className="field">
          <span>{words[end]}</span>
          <input
            type="date"
            required
            value={days[end]}
            onChange={({ currentTarget: { value } }) => setDays({ ...days, [end]: value })}
          />
        </label>
      ))}
      <button type="submit" className="button primary">
        {words.show}
      </button>
      <p className="muted meta">{words.most(MOST_DAYS)}</p>
    </form>
  );
}
