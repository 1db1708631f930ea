import { memo, useEffect, useRef } from 'react';
import type { Visit } from '../../api/types.ts';
import type { Span } from '../../rules/lanes.ts';
import { readRoute } from '../../rules/route.ts';
import { type Truth, truthOf } from '../../rules/truth.ts';
import { hours, lookOf, minutesLate, shortName, UNASSIGNED } from '../../rules/visit.ts';
import { useDrag } from '../../state/drag.ts';
import { useOffice } from '../../state/office.ts';
import { goTo } from '../../state/route.ts';
import { ui } from '../../state/ui.ts';
import { FailedIcon, WarnIcon } from '../icons.tsx';
import { Sign } from '../sign.tsx';
import type { Grab } from './use-dragging.ts';

interface BlockProps {
  readonly visit: Visit;
  readonly row: string;
  /** Where it begins and how long it is, in hours of the axis; and how far down in its row, px. */
  readonly x: number;
  readonly w: number;
  readonly top: number;
  readonly axisStart: number;
  readonly now: number;
  readonly isHidden: boolean;
  readonly hasFailedText: boolean;
  readonly isOpen: boolean;
  readonly isFocus: boolean;
  readonly onGrab: Grab;
}

/** The promised window, and under it what really happened. */
export const Block = memo(function Block(props: BlockProps) {
  const { visit, row, x, w, top, axisStart, now, isHidden, hasFailedText, isOpen, isFocus, onGrab } = props;
  const { settings } = useOffice();
  const { visitId } = visit;
  const isHeld = useDrag(({ drag }) => drag?.visit.visitId === visitId);
  const late = minutesLate(visit, settings.noShow.from, now);
  const truth = truthOf(visit, now);
  const element = useFresh(visit.version);
  const name = useName(visit, late, hasFailedText, row);
  const style = { '--x': x, '--w': w, '--top': `${top}px` } as React.CSSProperties;
  const classes = ['block', `look-${lookOf(visit)}`, late !== undefined && 'is-late', isOpen && 'is-open'];
  if (isHidden) classes.push('is-hidden');
  if (isHeld) classes.push('is-held');
  return (
    <>
      <div
        ref={element}
        role="gridcell"
        tabIndex={isFocus ? 0 : -1}
        aria-hidden={isHidden || undefined}
        aria-selected={isOpen}
        data-visit={visitId}
        className={classes.filter(Boolean).join(' ')}
        style={style}
        onPointerDown={(event) => onGrab(event, visit, row)}
        onClick={() => goTo({ ...readRoute(location.hash), visitId })}
        onFocus={() => ui.set({ focus: { row, visitId } })}
        onContextMenu={(event) => {
          event.preventDefault();
          ui.set({ menu: { visitId, row, x: event.clientX, y: event.clientY } });
        }}
      >
        <span className="unseen">{name}</span>
        <BlockFace visit={visit} late={late} hasFailedText={hasFailedText} row={row} />
      </div>
      {truth && !isHidden && <TruthLine truth={truth} axisStart={axisStart} top={top} />}
    </>
  );
});

interface FaceProps {
  readonly visit: Visit;
  readonly late: number | undefined;
  readonly hasFailedText: boolean;
  readonly row: string;
  /** In the hand the time is what counts. */
  readonly time?: string;
}

/** What a block says; how much of it depends on its width alone. */
export function BlockFace({ visit, late, hasFailedText, row, time }: FaceProps) {
  const { told } = useOffice();
  const { words } = told;
  const look = lookOf(visit);
  const others = visit.technicianIds.length - 1;
  const { customer, priority, job } = visit;
  const eta =
    visit.status === 'en_route' && visit.eta
      ? words.block.eta(told.clock(Date.parse(visit.eta.arrivesAt)))
      : undefined;
  return (
    <span className="face" aria-hidden="true">
      <span className="line-1">
        <Sign look={look} />
        <b className="whole">{customer.name}</b>
        <b className="brief">{shortName(customer.name)}</b>
      </span>
      <span className="flags">
        {others > 0 && row !== UNASSIGNED && <i className="flag more">{words.block.more(others)}</i>}
        {hasFailedText && (
          <i className="flag failed">
            <FailedIcon />
          </i>
        )}
        {!visit.address.verified && look !== 'completed' && (
          <i className="flag warn">
            <WarnIcon />
          </i>
        )}
        {(priority === 'urgent' || priority === 'high') && look !== 'completed' && (
          <i className={`flag ${priority}`}>{words.block[priority]}</i>
        )}
      </span>
      <span className="line-2">
        {late !== undefined ? (
          <i className="late-label">
            <Sign look="late" />
            {words.block.late(late)}
          </i>
        ) : (
          <>
            <Sign look={look} />
            <b>{time ?? eta ?? (look === 'held' ? visit.hold?.reason : words.looks[look])}</b>
            {job && <em> · {job}</em>}
          </>
        )}
      </span>
    </span>
  );
}

/** What is heard of a block: who, what, when, how it stands. */
function useName(visit: Visit, late: number | undefined, hasFailedText: boolean, row: string): string {
  const { told } = useOffice();
  const { words } = told;
  const { start, end } = visit.window;
  const others = row === UNASSIGNED ? 0 : visit.technicianIds.length - 1;
  return words.block.named(
    [
      visit.customer.name,
      visit.job ?? '',
      words.block.from(told.time(start), told.time(end)),
      words.looks[lookOf(visit)].toLowerCase(),
      visit.eta && visit.status === 'en_route' ? words.block.eta(told.time(visit.eta.arrivesAt)) : '',
      late === undefined ? '' : words.block.lateLong(late),
      visit.priority === 'urgent' || visit.priority === 'high'
        ? words.priorities[visit.priority].toLowerCase()
        : '',
      others > 0 ? words.block.moreNames(others) : '',
      hasFailedText ? words.block.textFailed : '',
      visit.address.verified ? '' : words.block.unverified,
    ].filter(Boolean),
  );
}

interface TruthLineProps {
  readonly truth: Truth;
  readonly axisStart: number;
  readonly top: number;
}

function TruthLine({ truth: { drive, ring, work, tone }, axisStart, top }: TruthLineProps) {
  const place = ({ start, end }: Span) =>
    ({
      '--x': hours(start - axisStart),
      '--w': hours(end - start),
      '--top': `${top}px`,
    }) as React.CSSProperties;
  return (
    <span className={`truth ${tone}`} aria-hidden="true">
      {drive && <i className="drive" style={place(drive)} />}
      {work && <i className="work" style={place(work)} />}
      {ring !== undefined && <i className="ring" style={place({ start: ring, end: ring })} />}
    </span>
  );
}

const FADES = 600;

/** What has changed is tinted for a moment; not for who wants no motion, and not as it first appears. */
function useFresh(version: number): React.RefObject<HTMLDivElement | null> {
  const element = useRef<HTMLDivElement>(null);
  const seen = useRef(version);
  useEffect(() => {
    if (seen.current === version) return;
    seen.current = version;
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    element.current?.animate(
      [{ boxShadow: '0 0 0 6px var(--tint)' }, { boxShadow: '0 0 0 6px transparent' }],
      FADES,
    );
  }, [version]);
  return element;
}
