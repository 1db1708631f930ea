import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { MINUTE, SECOND } from '../../../../shared/kernel/time.ts';
import { dayAt } from '../../../../shared/visits/local-day.ts';
import type { Member, Visit } from '../../api/types.ts';
import { crewOf, isWanted } from '../../rules/crew.ts';
import { matches } from '../../rules/filter.ts';
import { rowsOf } from '../../rules/rows.ts';
import { type Area, within } from '../../rules/selection.ts';
import { useNow } from '../../state/clock.ts';
import { useMapWords } from '../../state/map-words.ts';
import { useOffice } from '../../state/office.ts';
import { useOverlay, withOverlay } from '../../state/overlay.ts';
import { usePositionsOfAll } from '../../state/positions.ts';
import { driving, useArrivalTimes, useCrew, useDay, useEvents, useTeam } from '../../state/queries.ts';
import { useRoute } from '../../state/route.ts';
import { say } from '../../state/toasts.ts';
import { useUi } from '../../state/ui.ts';
import { DayFailed, LoadingBoard, StaleLine } from '../board/states.tsx';
import { TopBar } from '../board/top-bar.tsx';
import { CrewPanel } from './crew-panel.tsx';
import { SelectionCard } from './selection-card.tsx';
import { useMapKeys } from './use-map-keys.ts';
import { useShownVehicles } from './use-shown-vehicles.ts';

const CrewMap = lazy(() => import('./crew-map.tsx'));

/** Somebody looks at where everybody is: more often than a board asks. */
const POSITIONS_EVERY = 5 * SECOND;

const NOBODY: readonly Member[] = [];
const NOTHING: readonly Visit[] = [];
const NONE: readonly string[] = [];

/** Where everybody is, and what is to be done there; on another day, where everybody starts from. */
export default function MapPage() {
  const { settings, told } = useOffice();
  const words = useMapWords();
  const now = useNow(MINUTE / 4);
  const today = dayAt(now, settings.company.timeZone);
  const { day = today } = useRoute();
  const isToday = day === today;
  const { data: read, isError, refetch, dataUpdatedAt } = useDay(day);
  const team = useTeam();
  const events = useEvents(day);
  useCrew(POSITIONS_EVERY);
  useArrivalTimes(read);
  const overlay = useOverlay();
  const visits = useMemo(() => withOverlay(read ?? NOTHING, overlay), [read, overlay]);
  const positions = usePositionsOfAll();
  const vehicles = useShownVehicles(isToday, positions);
  const filter = useUi((state) => state.filter);
  const technicians = useMemo(() => driving(team ?? NOBODY), [team]);
  const rows = useMemo(
    () =>
      rowsOf(visits, technicians, {
        density: 'regular',
        cancelled: false,
        events,
        everybody: team ?? NOBODY,
      }),
    [visits, technicians, events, team],
  );
  /** Whoever has left the company keeps their row while they have visits, and gets no more. */
  const takers = useMemo(
    () => rows.filter(({ id }) => technicians.some(({ memberId }) => memberId === id)),
    [rows, technicians],
  );
  const crew = useMemo(
    () => crewOf(rows, { positions, team: team ?? NOBODY, isToday, now }),
    [rows, positions, team, isToday, now],
  );
  const shown = useMemo(() => {
    const skills = new Map(team?.map((one) => [one.memberId, one.skills]));
    return visits.filter((visit) => matches(visit, filter, (memberId) => skills.get(memberId) ?? []));
  }, [visits, filter, team]);
  const wanted = useMemo(() => {
    const ids = new Set(shown.map(({ visitId }) => visitId));
    return crew.filter((one) => isWanted(one, filter, ids));
  }, [crew, shown, filter]);
  const [ids, choose] = useState(NONE);
  const [chosenId, setChosen] = useState<string>();
  const selected = useMemo(() => visits.filter(({ visitId }) => ids.includes(visitId)), [visits, ids]);
  // What was selected on one day is not of another.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the day is what it is about.
  useEffect(() => choose(NONE), [day]);
  const toggle = (...toggled: readonly string[]): void => {
    const isOn = toggled.every((visitId) => ids.includes(visitId));
    choose(isOn ? ids.filter((visitId) => !toggled.includes(visitId)) : [...new Set([...ids, ...toggled])]);
  };
  const drawn = (area: Area): void => {
    const inside = within(shown, area);
    choose(inside.map(({ visitId }) => visitId));
    say(inside.length === 0 ? words.nothingInside : words.selected(inside.length));
  };
  const clear = (): void => choose(NONE);
  useMapKeys({ day, today, clear });
  const title = `${told.words.rail.map}, ${told.day(day, 'long', now)}`;
  const isReady = read !== undefined && team !== undefined;
  const shownCrew = { crew: wanted, chosenId, onChoose: setChosen };
  const chosen = { selected: ids, onToggle: toggle };
  return (
    <main className="crew-page">
      <h1 className="unseen">{title}</h1>
      <TopBar day={day} today={today} now={now} view="map" />
      {isError && read && <StaleLine at={dataUpdatedAt} onRetry={() => void refetch()} />}
      {!isReady && isError && <DayFailed onRetry={() => void refetch()} />}
      {!isReady && !isError && <LoadingBoard />}
      {isReady && (
        <div className={`crew-body${isError ? ' stale' : ''}`}>
          <CrewPanel
            {...shownCrew}
            {...chosen}
            all={crew}
            visits={visits}
            shown={shown}
            vehicles={vehicles}
            day={day}
            isToday={isToday}
          />
          <div className="crew-place">
            {selected.length > 0 && (
              <SelectionCard visits={selected} rows={takers} crew={crew} onClear={clear} />
            )}
            <Suspense fallback={<p className="crew-wait muted">{words.loading}</p>}>
              <CrewMap
                key={day}
                {...shownCrew}
                {...chosen}
                visits={shown}
                vehicles={vehicles}
                isToday={isToday}
                onDrawn={drawn}
              />
            </Suspense>
          </div>
        </div>
      )}
    </main>
  );
}
