import * as Menu from '@radix-ui/react-dropdown-menu';
import { lazy, Suspense } from 'react';
import { MINUTE, SECOND } from '../../../../shared/kernel/time.ts';
import type { Density } from '../../rules/lanes.ts';
import { dayPlus, NEW_VISIT } from '../../rules/route.ts';
import { useAccess } from '../../state/access.ts';
import { useNow } from '../../state/clock.ts';
import { useTold } from '../../state/office.ts';
import { useAlerts } from '../../state/queries.ts';
import { goTo } from '../../state/route.ts';
import { ui, useUi } from '../../state/ui.ts';
import { BellIcon, CloseIcon, LeftIcon, RightIcon, RowsIcon, SearchIcon } from '../icons.tsx';

interface TopBarProps {
  readonly day: string;
  readonly today: string;
  readonly now: number;
  readonly view: 'day' | 'week' | 'map';
}

type Shown = Pick<TopBarProps, 'view' | 'day'>;

/** Which day, what is looked for, and whether what is shown is live. */
export function TopBar({ day, today, now, view }: TopBarProps) {
  const told = useTold();
  const { words } = told;
  const step = view === 'week' ? 7 : 1;
  const title = view === 'week' ? words.week.label(told.day(day, 'short', now)) : told.day(day, 'long', now);
  return (
    <header className="top-bar">
      <button
        type="button"
        className="icon-button"
        aria-label={words.top.before}
        onClick={() => goTo({ page: view, day: dayPlus(day, -step) })}
      >
        <LeftIcon />
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label={words.top.after}
        onClick={() => goTo({ page: view, day: dayPlus(day, step) })}
      >
        <RightIcon />
      </button>
      <p className="top-title" aria-hidden="true">
        {view === 'map' ? words.rail.map : title}
      </p>
      {view === 'map' && (
        <span className="top-day muted" aria-hidden="true">
          {title}
        </span>
      )}
      <button
        type="button"
        className="button"
        aria-pressed={day === today}
        onClick={() => goTo({ page: view, day: today })}
      >
        {words.top.today}
      </button>
      <span className="grow" />
      {view !== 'map' && <Search />}
      <LiveDot />
      {view !== 'map' && <ViewMenu view={view} day={day} />}
      <Bell view={view} day={day} />
      {view !== 'week' && (
        <button
          id="new-visit"
          type="button"
          className="button primary"
          aria-keyshortcuts="N"
          onClick={() => goTo({ page: 'day', day, visitId: NEW_VISIT })}
        >
          {words.help.board.new_visit}
        </button>
      )}
    </header>
  );
}

/** @param hint what can be looked for, where it is not visits alone */
export function Search({ hint }: { readonly hint?: string }) {
  const { words } = useTold();
  const label = hint ?? words.top.search;
  const text = useUi(({ filter }) => filter.text);
  return (
    <div className="search" role="search">
      <SearchIcon />
      <input
        id="search"
        type="search"
        aria-label={label}
        placeholder={label}
        value={text}
        onChange={({ currentTarget: { value } }) => ui.filter({ text: value })}
        onKeyDown={({ key, currentTarget }) => {
          if (key !== 'Escape') return;
          ui.filter({ text: '' });
          currentTarget.blur();
        }}
      />
      {text ? (
        <button type="button" aria-label={words.top.clear} onClick={() => ui.filter({ text: '' })}>
          <CloseIcon />
        </button>
      ) : (
        <span className="key" aria-hidden="true">
          /
        </span>
      )}
    </div>
  );
}

/** Not live for a moment is said at once; for longer, with how old it is. */
const SAYS_AGE_AFTER = 10 * SECOND;

function LiveDot() {
  const { words } = useTold();
  const cutSince = useAccess((state) => state.cutSince);
  const now = useNow(SECOND);
  const isOld = cutSince !== undefined && now - cutSince > SAYS_AGE_AFTER;
  const said =
    cutSince === undefined
      ? words.live.live
      : isOld
        ? words.live.updated(Math.floor((now - cutSince) / MINUTE))
        : words.live.reconnecting;
  return (
    <span className={`live-dot ${cutSince === undefined ? 'on' : 'off'}`} role="status">
      <i aria-hidden="true" />
      {said}
    </span>
  );
}

const DENSITIES: readonly Exclude<Density, 'touch'>[] = ['regular', 'dense'];

function ViewMenu({ view, day }: Shown) {
  const { words } = useTold();
  const density = useUi((state) => state.density);
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger className="icon-button" aria-label={words.top.view}>
        <RowsIcon />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Content className="menu" align="end" sideOffset={6}>
          <Menu.Label className="menu-label">{words.top.view}</Menu.Label>
          <Menu.RadioGroup value={view} onValueChange={(page) => goTo({ page, day })}>
            {(['day', 'week'] as const).map((one) => (
              <Menu.RadioItem key={one} value={one} className="menu-item">
                <span className="tick">{view === one ? '✓' : ''}</span>
                {words.top[one]}
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
          <Menu.Separator className="menu-line" />
          <Menu.Label className="menu-label">{words.top.rows}</Menu.Label>
          <Menu.RadioGroup
            value={density}
            onValueChange={(chosen) => ui.choose({ density: chosen as Density })}
          >
            {DENSITIES.map((one) => (
              <Menu.RadioItem key={one} value={one} className="menu-item">
                <span className="tick">{density === one ? '✓' : ''}</span>
                {words.top[one]}
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
        </Menu.Content>
      </Menu.Portal>
    </Menu.Root>
  );
}

const AlertPanel = lazy(() => import('../alerts/alert-panel.tsx'));

/** Alerts are listed on the board: from the map it leads there. */
function Bell({ view, day }: Shown) {
  const { words } = useTold();
  const count = useAlerts().length;
  const isShown = useUi(({ showsAlerts }) => showsAlerts);
  return (
    <>
      <button
        id="bell"
        type="button"
        className="icon-button bell"
        aria-label={words.top.alerts(count)}
        aria-expanded={isShown && view !== 'map'}
        aria-keyshortcuts="B"
        onClick={() => {
          ui.set({ showsAlerts: view === 'map' || !isShown });
          if (view === 'map') goTo({ page: 'day', day });
        }}
      >
        <BellIcon />
        {count > 0 && <b aria-hidden="true">{count > 99 ? '99+' : count}</b>}
      </button>
      <Suspense>{isShown && view !== 'map' && <AlertPanel day={day} />}</Suspense>
    </>
  );
}
