import { MINUTE } from '../../../../shared/kernel/time.ts';
import { dayAt } from '../../../../shared/visits/local-day.ts';
import type { Summary } from '../../api/types.ts';
import { messagesIn } from '../../rules/report-charts.ts';
import { countDays, type ReportScope, readScope } from '../../rules/report-period.ts';
import { useNow } from '../../state/clock.ts';
import { useOffice } from '../../state/office.ts';
import { useReport } from '../../state/report-desk.ts';
import { goTo, useRoute } from '../../state/route.ts';
import { StaleLine } from '../board/states.tsx';
import { EtaChart } from './eta-chart.tsx';
import { Figures } from './figures.tsx';
import { MessagesCard } from './messages-card.tsx';
import { OnTimeChart } from './on-time-chart.tsx';
import { ReportBar } from './report-bar.tsx';
import { TechnicianTable } from './technician-table.tsx';
import { useReportWords } from './use-words.ts';

/** How the days of a period went, and whose. */
export default function ReportsPage() {
  const { settings } = useOffice();
  const { part } = useRoute();
  const today = dayAt(useNow(MINUTE), settings.company.timeZone);
  const scope = readScope(part, today);
  const read = useReport(scope);
  const { data, before, daysBefore, isError, isPlaceholderData, dataUpdatedAt, refetch } = read;
  return (
    <main className="reports-page">
      <ReportBar scope={scope} today={today} />
      {data && isError && <StaleLine at={dataUpdatedAt} onRetry={() => void refetch()} />}
      {!data && (isError ? <Failed onRetry={() => void refetch()} /> : <Loading />)}
      {data && isEmpty(data) && !isPlaceholderData && <Empty scope={scope} />}
      {data && !(isEmpty(data) && !isPlaceholderData) && (
        <div className="reports-body" aria-busy={isPlaceholderData}>
          <Figures now={data.total} before={before} daysBefore={daysBefore} />
          <OnTimeChart days={data.days} today={today} />
          <EtaChart total={data.total} />
          <TechnicianTable rows={data.technicians} />
          <MessagesCard total={data.total} days={countDays(data)} />
        </div>
      )}
    </main>
  );
}

const isEmpty = ({ total }: Summary): boolean =>
  total.visits === 0 && total.cancelled === 0 && messagesIn(total) === 0;

/** Cards as grey shapes; for the first moment nothing at all. */
function Loading() {
  const words = useReportWords();
  return (
    <div className="reports-body reports-loading" role="status">
      <span className="unseen">{words.loading}</span>
      {['figures', 'wide', 'narrow', 'wide', 'narrow'].map((shape, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: shapes have nothing but their place.
        <div key={index} className={`reports-card shape-${shape}`} aria-hidden="true" />
      ))}
    </div>
  );
}

function Failed({ onRetry }: { readonly onRetry: () => void }) {
  const { told } = useOffice();
  const words = useReportWords();
  return (
    <div className="nothing" role="alert">
      <p>{words.failed}</p>
      <button type="button" className="button" onClick={onRetry}>
        {told.words.board.retry}
      </button>
    </div>
  );
}

function Empty({ scope }: { readonly scope: ReportScope }) {
  const words = useReportWords();
  return (
    <div className="nothing" role="status">
      <p>{words.empty}</p>
      {scope.preset !== 'last30' && (
        <button type="button" className="button" onClick={() => goTo({ page: 'reports', part: 'last30' })}>
          {words.showUsual}
        </button>
      )}
    </div>
  );
}
