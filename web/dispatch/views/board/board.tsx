import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { HOUR, MINUTE } from '../../../../shared/kernel/time.ts';
import type { Visit } from '../../api/types.ts';
import { type Axis, axisOf, fullHours, hourWidth } from '../../rules/axis.ts';
import { STEP, snap } from '../../rules/drop.ts';
import { isFiltering } from '../../rules/filter.ts';
import { neighbour, type Row as RowOf } from '../../rules/rows.ts';
import { hours, rowOf, startOf, UNASSIGNED } from '../../rules/visit.ts';
import { useNow } from '../../state/clock.ts';
import { useGhost } from '../../state/ghost.ts';
import { useOffice } from '../../state/office.ts';
import { goTo } from '../../state/route.ts';
import { ui, useUi } from '../../state/ui.ts';
import { useNarrow } from '../use-narrow.ts';
import { DragLayer } from './drag-layer.tsx';
import { Row } from './row.tsx';
import { NothingShown } from './states.tsx';
import { useDragging } from './use-dragging.ts';

interface BoardProps {
  readonly day: string;
  readonly title: string;
  readonly isToday: boolean;
  readonly rows: readonly RowOf[];
  readonly visits: readonly Visit[];
  readonly shown: ReadonlySet<string>;
  readonly textFailed: ReadonlySet<string>;
  readonly now: number;
  readonly openId: string | undefined;
  readonly isStale: boolean;
}

/** The head of a row, the axis, and how many rows more than fit are kept. */
const HEAD = 248;
const NARROW_HEAD = 204;
const NARROW = 1180;
const AXIS = 30;
const SPARE = 4;

const ARROWS: Readonly<Record<string, 'left' | 'right' | 'up' | 'down'>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/** Technicians by time: a grid that scrolls both ways under its head and axis. */
export function Board(props: BoardProps) {
  const { day, title, isToday, rows, visits, shown, textFailed, now, openId, isStale } = props;
  const { settings, told } = useOffice();
  const { words } = told;
  const { timeZone } = settings.company;
  const scroller = useRef<HTMLDivElement>(null);
  const width = useWidth(scroller);
  const head = useNarrow(NARROW) ? NARROW_HEAD : HEAD;
  const axis = useMemo(() => axisOf(day, timeZone, visits), [day, timeZone, visits]);
  const hour = hourWidth(axis, Math.max(0, width - head));
  const length = hours(axis.end - axis.start) * hour;
  const focus = useUi((state) => state.focus) ?? { row: rows[0]?.id ?? UNASSIGNED };
  const focusIndex = rows.findIndex(({ id }) => id === focus.row);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => rows[index]?.height ?? 0,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: SPARE,
    scrollPaddingStart: AXIS,
    // What has the focus keeps it, however far the board is scrolled.
    rangeExtractor: (range) => withIndex(defaultRangeExtractor(range), focusIndex),
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows that grew have to be measured anew.
  useLayoutEffect(() => virtual.measure(), [rows, virtual]);
  useOpening(scroller, { axis, hour, head, isToday, isReady: width > 0 });
  useInSight(scroller, { openId, visits, axis, hour, head });
  const grab = useDragging({ scroller, rows, axis, hour, head });
  const density = useUi((state) => state.density);
  const filtering = useUi(({ filter }) => isFiltering(filter));
  const focusOn = (at: { row: string; visitId?: string | undefined }): void => {
    ui.set({ focus: at });
    virtual.scrollToIndex(rows.findIndex(({ id }) => id === at.row));
    requestAnimationFrame(() => requestAnimationFrame(() => cellOf(scroller.current, at)?.focus()));
  };
  const reveal = useUi((state) => state.reveal);
  useEffect(() => {
    const row = rows.find(({ id }) => id === reveal?.row);
    if (!reveal || !row?.placed.some(({ visit }) => visit.visitId === reveal.visitId)) return;
    ui.set({ reveal: undefined });
    focusOn(reveal);
  });
  useGhostInSight(virtual, rows);
  const onKeyDown = (event: React.KeyboardEvent) => {
    const towards = ARROWS[event.key];
    if (towards && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      return focusOn(neighbour(rows, focus, towards));
    }
    const { visitId } = focus;
    if (event.key === 'Enter' && visitId) return goTo({ page: 'day', day, visitId });
    if (event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10')) {
      event.preventDefault();
      const { left = 0, bottom = 0 } = cellOf(scroller.current, focus)?.getBoundingClientRect() ?? {};
      const at = { row: focus.row, x: left + 8, y: bottom };
      const isVisit = visits.some((visit) => visit.visitId === visitId);
      ui.set(visitId && isVisit ? { menu: { visitId, ...at } } : { rowMenu: at });
    }
  };
  /** Two clicks on an empty place of somebody's row begin something there. */
  const begin = ({ target, clientX: x, clientY: y }: React.MouseEvent) => {
    const lane = target as HTMLElement;
    const row = rows.find(({ id }) => id === lane.closest<HTMLElement>('[data-row]')?.dataset['row']);
    if (!row?.technician || !lane.matches('.lane')) return;
    const at = axis.start + ((x - lane.getBoundingClientRect().left) / hour) * HOUR;
    ui.set({ event: { row: row.id, start: snap(at, STEP), x, y } });
  };
  const technicians = rows.length - 1;
  const hoursShown = fullHours(axis).filter((at) => !isToday || !isUnderPill(hours(now - at) * hour));
  const style = { '--hour': hour, '--head': `${head}px`, '--length': `${length}px` } as React.CSSProperties;
  return (
    <div className={`board ${density}${isStale ? ' stale' : ''}`} style={style}>
      <div
        ref={scroller}
        className="scroller"
        role="grid"
        aria-label={words.board.label(title)}
        aria-rowcount={rows.length + 1}
        onKeyDown={onKeyDown}
        onDoubleClick={begin}
      >
        <div className="axis" role="row" aria-rowindex={1}>
          <div className="axis-head" role="columnheader">
            {words.board.technicians(technicians)}
          </div>
          <div className="hours" role="columnheader">
            <b className="unseen">{`${told.hour(axis.start)} – ${told.hour(axis.end)}`}</b>
            {hoursShown.map((at) => (
              <span
                key={at}
                aria-hidden="true"
                style={{ '--x': hours(at - axis.start) } as React.CSSProperties}
              >
                {told.hour(at)}
              </span>
            ))}
            {isToday && <NowPill axis={axis} />}
          </div>
        </div>
        <div className="canvas" role="presentation" style={{ height: virtual.getTotalSize() }}>
          {isToday && <NowLine axis={axis} />}
          {virtual.getVirtualItems().map(({ index, start }) => {
            const row = rows[index];
            return (
              row && (
                <Row
                  key={row.id}
                  row={row}
                  index={index}
                  top={start}
                  axis={axis}
                  now={now}
                  shown={shown}
                  textFailed={textFailed}
                  openId={openId}
                  focusId={focus.row === row.id ? (focus.visitId ?? '') : undefined}
                  onGrab={grab}
                />
              )
            );
          })}
        </div>
      </div>
      {shown.size === 0 && <NothingShown isFiltered={filtering} />}
      <DragLayer rows={rows} hour={hour} />
    </div>
  );
}

const withIndex = (indexes: number[], index: number): number[] =>
  index < 0 || indexes.includes(index) ? indexes : [...indexes, index].toSorted((a, b) => a - b);

/** The cell of a visit, or the head of a row. */
const cellOf = (
  board: HTMLElement | null,
  { row, visitId }: { readonly row: string; readonly visitId?: string | undefined },
): HTMLElement | null =>
  board?.querySelector(
    `[data-row="${CSS.escape(row)}"] ${visitId ? `:is([data-visit="${CSS.escape(visitId)}"], [data-event="${CSS.escape(visitId)}"])` : '[role=rowheader]'}`,
  ) ?? null;

/** The pill with the time covers a label that begins so many px to its left. */
const isUnderPill = (px: number): boolean => px > -22 && px < 72;

/** The moment itself; only this is drawn anew as it passes. */
function NowLine({ axis }: { readonly axis: Axis }) {
  const now = useNow(MINUTE / 4);
  if (now < axis.start || now > axis.end) return null;
  const style = { '--x': hours(now - axis.start) } as React.CSSProperties;
  return (
    <>
      <div className="elapsed" style={style} />
      <div className="now-line" style={style} />
    </>
  );
}

function NowPill({ axis }: { readonly axis: Axis }) {
  const { told } = useOffice();
  const now = useNow(MINUTE / 4);
  if (now < axis.start || now > axis.end) return null;
  return (
    <b
      className="now-pill"
      aria-hidden="true"
      style={{ '--x': hours(now - axis.start) } as React.CSSProperties}
    >
      {told.clock(Math.floor(now / MINUTE) * MINUTE)}
    </b>
  );
}

function useWidth(element: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    if (!element.current) return;
    const observer = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 0));
    observer.observe(element.current);
    setWidth(element.current.clientWidth);
    return () => observer.disconnect();
  }, [element]);
  return width;
}

interface Opening {
  readonly axis: Axis;
  readonly hour: number;
  readonly head: number;
  readonly isToday: boolean;
  readonly isReady: boolean;
}

/** Where there is more day than room, it opens with the moment at a third. */
function useOpening(
  scroller: React.RefObject<HTMLElement | null>,
  { axis, hour, head, isToday, isReady }: Opening,
) {
  const [isDone, setDone] = useState(false);
  useLayoutEffect(() => {
    if (isDone || !isReady || !scroller.current) return;
    setDone(true);
    if (!isToday) return;
    const room = scroller.current.clientWidth - head;
    scroller.current.scrollLeft = hours(Date.now() - axis.start) * hour - room / 3;
  }, [isDone, isReady, isToday, axis, hour, head, scroller]);
}

interface InSight {
  readonly openId: string | undefined;
  readonly visits: readonly Visit[];
  readonly axis: Axis;
  readonly hour: number;
  readonly head: number;
}

/** What the drawer shows stays in sight beside it. */
const DRAWER = 528;

function useInSight(
  scroller: React.RefObject<HTMLElement | null>,
  { openId, visits, axis, hour, head }: InSight,
) {
  const visit = visits.find(({ visitId }) => visitId === openId);
  const left = visit && hours(startOf(visit) - axis.start) * hour;
  useEffect(() => {
    const board = scroller.current;
    if (!board || left === undefined) return;
    const room = board.clientWidth - head - DRAWER;
    const seen = left - board.scrollLeft;
    if (seen < 0 || seen > room - hour)
      board.scrollTo({ left: Math.max(0, left - Math.max(16, room / 3)), behavior: motion() });
    const block = board.querySelector(`[data-visit="${CSS.escape(openId ?? '')}"]`);
    block?.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: motion() });
  }, [openId, left, hour, head, scroller]);
}

/** The row that a visit which is being typed would be in is drawn, so that it can show it. */
function useGhostInSight(virtual: { scrollToIndex(index: number): void }, rows: readonly RowOf[]) {
  const row = useGhost(({ visit }) => visit && rowOf(visit));
  const index = row === undefined ? -1 : rows.findIndex(({ id }) => id === row);
  useEffect(() => {
    if (index >= 0) virtual.scrollToIndex(index);
  }, [index, virtual]);
}

const motion = (): ScrollBehavior =>
  matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth';
