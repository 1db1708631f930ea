import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { MINUTE } from '../../../../shared/kernel/time.ts';
import { dayAt } from '../../../../shared/visits/local-day.ts';
import type { Alert, Member, Visit } from '../../api/types.ts';
import { countsOf, matches } from '../../rules/filter.ts';
import { NEW_VISIT } from '../../rules/route.ts';
import { rowsOf } from '../../rules/rows.ts';
import { useNow } from '../../state/clock.ts';
import { useDrag } from '../../state/drag.ts';
import { useOffice } from '../../state/office.ts';
import { useOverlay, withOverlay } from '../../state/overlay.ts';
import { planning, usePlannedRow } from '../../state/plan.ts';
import {
  driving,
  useAlerts,
  useArrivalTimes,
  useCrew,
  useDay,
  useEvents,
  useTeam,
} from '../../state/queries.ts';
import { useRoute } from '../../state/route.ts';
import { useUi } from '../../state/ui.ts';
import { AlertBar } from './alert-bar.tsx';
import { Board } from './board.tsx';
import { FilterBar } from './filter-bar.tsx';
import { RowMenu } from './row-menu.tsx';
import { DayFailed, LoadingBoard, StaleLine } from './states.tsx';
import { TopBar } from './top-bar.tsx';
import { useKeys } from './use-keys.ts';
import { VisitMenu } from './visit-menu.tsx';

const loadDrawer = () => import('../drawer/drawer.tsx');
const loadQuestions = () => import('./questions.tsx');
const loadNewVisit = () => import('../booking/new-visit.tsx');
const Drawer = lazy(loadDrawer);
const NewVisit = lazy(loadNewVisit);
const Questions = lazy(loadQuestions);
const EventQuestion = lazy(() => import('../events/event-question.tsx'));
const PlanCard = lazy(() => import('../planning/plan-card.tsx'));
const FindPanel = lazy(() => import('../find-panel.tsx'));

/** What the first click will need is fetched while there is nothing else to do. */
const WHEN_CALM = 1500;

const NOBODY: readonly Member[] = [];
const NOTHING: readonly Visit[] = [];

/** A day: who has which visits, and what is happening to them now. */
export function BoardPage() {
  const { settings, told } = useOffice();
  const now = useNow(MINUTE);
  const { timeZone } = settings.company;
  const today = dayAt(now, timeZone);
  const { day = today, visitId } = useRoute();
  const { data: read, isError, refetch, dataUpdatedAt } = useDay(day);
  const team = useTeam();
  const alerts = useAlerts();
  const events = useEvents(day);
  useCrew();
  useArrivalTimes(read);
  const overlay = useOverlay();
  const visits = useMemo(() => withOverlay(read ?? NOTHING, overlay), [read, overlay]);
  const filter = useUi((state) => state.filter);
  const density = useUi((state) => state.density);
  const cancelled = filter.status === 'cancelled';
  const technicians = useMemo(() => driving(team ?? NOBODY), [team]);
  const rows = useMemo(
    () => rowsOf(visits, technicians, { density, cancelled, events, everybody: team ?? NOBODY }),
    [visits, technicians, density, cancelled, events, team],
  );
  const drawn = useMemo(() => ({ rows, visits }), [rows, visits]);
  const held = useHeld(drawn);
  const shown = useMemo(() => {
    const skills = new Map(team?.map((one) => [one.memberId, one.skills]));
    return visits.filter((visit) => matches(visit, filter, (memberId) => skills.get(memberId) ?? []));
  }, [visits, filter, team]);
  const counts = useMemo(() => countsOf(visits), [visits]);
  const shownIds = useMemo(() => new Set(shown.map((visit) => visit.visitId)), [shown]);
  const textFailed = useMemo(() => failedTexts(alerts), [alerts]);
  const open = visits.find((visit) => visit.visitId === visitId);
  useEffect(() => {
    const timer = setTimeout(
      () => void Promise.all([loadDrawer(), loadQuestions(), loadNewVisit()]),
      WHEN_CALM,
    );
    return () => clearTimeout(timer);
  }, []);
  const isFinding = useUi((state) => state.dialog === 'find');
  const asks = useUi((state) => state.question !== undefined);
  useKeys({ day, today, visits: shown, rows, open });
  const planned = usePlannedRow();
  const asked = useUi((state) => state.event);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was proposed for one day is nothing for another.
  useEffect(() => planning.end, [day]);
  const title = told.day(day, 'long', now);
  const isReady = read !== undefined && team !== undefined;
  return (
    <main className="board-page">
      <h1 className="unseen">{title}</h1>
      <TopBar day={day} today={today} now={now} view="day" />
      <FilterBar counts={counts} visits={visits} team={technicians} />
      <AlertBar alerts={alerts} visits={visits} team={technicians} day={day} />
      {isError && read && <StaleLine at={dataUpdatedAt} onRetry={() => void refetch()} />}
      {!isReady && isError && <DayFailed onRetry={() => void refetch()} />}
      {!isReady && !isError && <LoadingBoard />}
      {isReady && (
        <Board
          key={day}
          day={day}
          title={title}
          isToday={day === today}
          rows={held.rows}
          visits={held.visits}
          shown={shownIds}
          textFailed={textFailed}
          now={now}
          openId={visitId}
          isStale={isError}
        />
      )}
      <Suspense>
        {visitId === NEW_VISIT && <NewVisit day={day} rows={rows} />}
        {visitId && visitId !== NEW_VISIT && (
          <Drawer
            key={visitId}
            visitId={visitId}
            known={open}
            among={shown}
            team={team ?? NOBODY}
            day={day}
          />
        )}
      </Suspense>
      <VisitMenu visits={visits} />
      <RowMenu rows={rows} day={day} />
      <Suspense>{asked && <EventQuestion asked={asked} events={events} rows={rows} />}</Suspense>
      <Suspense>
        {planned !== undefined && (
          <PlanCard key={`${day} ${planned}`} day={day} row={planned} rows={rows} visits={visits} />
        )}
      </Suspense>
      <Suspense>{asks && <Questions visits={visits} rows={rows} />}</Suspense>
      <Suspense>
        {isFinding && <FindPanel visits={visits} team={technicians} day={day} today={today} />}
      </Suspense>
    </main>
  );
}

/** Nothing moves under what is in the hand: it waits until that is let go of. */
function useHeld<T>(value: T): T {
  const isDragging = useDrag(({ drag }) => drag !== undefined);
  const [kept, keep] = useState(value);
  useEffect(() => {
    if (!isDragging) keep(value);
  }, [isDragging, value]);
  return isDragging ? kept : value;
}

/** Visits of which a text did not arrive, or nobody knows. */
const failedTexts = (alerts: readonly Alert[]): ReadonlySet<string> =>
  new Set(
    alerts
      .filter(({ kind }) => kind === 'message_failed' || kind === 'message_unknown')
      .flatMap(({ visitId }) => visitId ?? []),
  );
