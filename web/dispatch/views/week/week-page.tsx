import { useQueries } from '@tanstack/react-query';
import { MINUTE } from '../../../../shared/kernel/time.ts';
import { dayAt } from '../../../../shared/visits/local-day.ts';
import type { Visit } from '../../api/types.ts';
import { matches } from '../../rules/filter.ts';
import { dayPlus, weekOf } from '../../rules/route.ts';
import { lookOf, startOf, UNASSIGNED } from '../../rules/visit.ts';
import { useNow } from '../../state/clock.ts';
import { VISITS } from '../../state/day-cache.ts';
import { useOffice } from '../../state/office.ts';
import { driving, useTeam } from '../../state/queries.ts';
import { goTo, useRoute } from '../../state/route.ts';
import { useUi } from '../../state/ui.ts';
import { TopBar } from '../board/top-bar.tsx';
import { Sign } from '../sign.tsx';

const DAYS = [0, 1, 2, 3, 4, 5, 6];
/** So many visits of a day are named; the rest are counted. */
const NAMED = 4;

/** Seven days of everybody, each visit a line; a day opens with a click. */
export default function WeekPage() {
  const { settings, told, calls, cache } = useOffice();
  const { words } = told;
  const now = useNow(MINUTE);
  const today = dayAt(now, settings.company.timeZone);
  const { day = today } = useRoute();
  const filter = useUi((state) => state.filter);
  const days = DAYS.map((index) => dayPlus(weekOf(day), index));
  const read = useQueries({
    queries: days.map((one) => ({
      queryKey: [VISITS, one],
      queryFn: async (): Promise<readonly Visit[]> => cache.keepNewer(one, await calls.visits(one)),
    })),
  });
  const team = driving(useTeam() ?? []);
  const rows = [{ memberId: UNASSIGNED, name: words.board.unassigned }, ...team];
  const of = (memberId: string, index: number): readonly Visit[] =>
    (read[index]?.data ?? [])
      .filter((visit) =>
        memberId === UNASSIGNED ? visit.technicianIds.length === 0 : visit.technicianIds.includes(memberId),
      )
      .filter((visit) => matches(visit, filter))
      .toSorted((a, b) => startOf(a) - startOf(b));
  return (
    <main className="week-page">
      <h1 className="unseen">{words.week.label(told.day(weekOf(day), 'long', now))}</h1>
      <TopBar day={weekOf(day)} today={today} now={now} view="week" />
      <div className="week-scroller">
        <table className="week">
          <thead>
            <tr>
              <th scope="col">{words.board.technicians(team.length)}</th>
              {days.map((one) => (
                <th key={one} scope="col" className={one === today ? 'today' : ''}>
                  <button type="button" onClick={() => goTo({ page: 'day', day: one })}>
                    {told.day(one, 'short', now)}
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ memberId, name }) => (
              <tr key={memberId}>
                <th scope="row">{name}</th>
                {days.map((one, index) => (
                  <td key={one}>
                    <DayCell visits={of(memberId, index)} day={one} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </main>
  );
}

function DayCell({ visits, day }: { readonly visits: readonly Visit[]; readonly day: string }) {
  const { told } = useOffice();
  const more = visits.length - NAMED;
  return (
    <>
      {visits.slice(0, more === 1 ? visits.length : NAMED).map((visit) => (
        <button
          key={visit.visitId}
          type="button"
          className={`week-visit look-${lookOf(visit)}`}
          aria-label={told.words.block.named([
            visit.customer.name,
            told.range(visit.window),
            told.words.looks[lookOf(visit)],
          ])}
          onClick={() => goTo({ page: 'day', day, visitId: visit.visitId })}
        >
          <Sign look={lookOf(visit)} />
          <span>{told.clock(startOf(visit))}</span> {visit.customer.name}
        </button>
      ))}
      {more > 1 && (
        <button type="button" className="week-more" onClick={() => goTo({ page: 'day', day })}>
          {told.words.week.more(more)}
        </button>
      )}
    </>
  );
}
