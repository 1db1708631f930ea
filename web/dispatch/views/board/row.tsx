import { memo } from 'react';
import type { Axis } from '../../rules/axis.ts';
import { LANE } from '../../rules/lanes.ts';
import type { Row as RowOf } from '../../rules/rows.ts';
import { hours } from '../../rules/visit.ts';
import { useDrag } from '../../state/drag.ts';
import { useUi } from '../../state/ui.ts';
import { ProposedBlocks } from '../planning/proposed.tsx';
import { Block } from './block.tsx';
import { EventBlock } from './event-block.tsx';
import { Ghost } from './ghost.tsx';
import { RowHead } from './row-head.tsx';
import { Slot } from './slot.tsx';
import type { Grab } from './use-dragging.ts';

interface RowProps {
  readonly row: RowOf;
  readonly index: number;
  readonly top: number;
  readonly axis: Axis;
  readonly now: number;
  readonly shown: ReadonlySet<string>;
  readonly textFailed: ReadonlySet<string>;
  readonly openId: string | undefined;
  /** The visit the keyboard is at; the empty word is the row's head, undefined another row. */
  readonly focusId: string | undefined;
  readonly onGrab: Grab;
}

/** One technician's day, or the lane of visits that nobody has. */
export const Row = memo(function Row(props: RowProps) {
  const { row, index, top, axis, now, shown, textFailed, openId, focusId, onGrab } = props;
  const density = useUi((state) => state.density);
  const isStacked = [...row.placed, ...row.events].some(({ lane }) => lane > 0);
  const isTarget = useDrag(({ drag }) => drag?.to === row.id && drag.from !== row.id);
  return (
    <div
      className={`row${row.technician ? '' : ' unassigned'}${isTarget ? ' target' : ''}${isStacked ? ' stacked' : ''}`}
      role="row"
      aria-rowindex={index + 2}
      data-row={row.id}
      style={{ height: row.height, transform: `translateY(${top}px)` }}
    >
      <RowHead row={row} isFocus={focusId === ''} now={now} />
      <div className="lane" role="presentation">
        {row.placed.map(({ visit, lane }) => (
          <Block
            key={visit.visitId}
            visit={visit}
            row={row.id}
            x={hours(Date.parse(visit.window.start) - axis.start)}
            w={hours(Date.parse(visit.window.end) - Date.parse(visit.window.start))}
            axisStart={axis.start}
            top={lane * LANE[density]}
            now={now}
            isHidden={!shown.has(visit.visitId)}
            hasFailedText={textFailed.has(visit.visitId)}
            isOpen={visit.visitId === openId}
            isFocus={visit.visitId === focusId}
            onGrab={onGrab}
          />
        ))}
        {row.events.map(({ event, lane }) => (
          <EventBlock
            key={event.eventId}
            event={event}
            row={row.id}
            top={lane * LANE[density]}
            axis={axis}
            isFocus={event.eventId === focusId}
            onGrab={onGrab}
          />
        ))}
        <Slot row={row} axis={axis} />
        <Ghost row={row.id} axis={axis} />
        <ProposedBlocks row={row.id} axis={axis} />
      </div>
    </div>
  );
});
