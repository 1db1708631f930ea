import type { TeamEvent } from '../../api/types.ts';
import type { Axis } from '../../rules/axis.ts';
import { asVisit, eventDropOf } from '../../rules/team-event.ts';
import { endOf, hours, startOf } from '../../rules/visit.ts';
import { useDrag } from '../../state/drag.ts';
import { useEventsDesk } from '../../state/events-desk.ts';
import { useTold } from '../../state/office.ts';
import { toast } from '../../state/toasts.ts';
import { ui } from '../../state/ui.ts';
import type { Grab } from './use-dragging.ts';

interface EventBlockProps {
  readonly event: TeamEvent;
  readonly row: string;
  readonly top: number;
  readonly axis: Axis;
  readonly isFocus: boolean;
  readonly onGrab: Grab;
}

/** What is no visit: quiet, and in nobody's way. A whole day's is as long as the board. */
export function EventBlock({ event, row, top, axis, isFocus, onGrab }: EventBlockProps) {
  const told = useTold();
  const desk = useEventsDesk();
  const { eventId } = event;
  const isHeld = useDrag(({ drag }) => drag?.visit.visitId === eventId);
  const start = Math.max(axis.start, event.allDay ? axis.start : startOf(event));
  const end = Math.min(axis.end, event.allDay ? axis.end : endOf(event));
  const style = {
    '--x': hours(start - axis.start),
    '--w': hours(end - start),
    '--top': `${top}px`,
  } as React.CSSProperties;
  if (end <= start) return null;
  const open = () => ui.set({ event: { eventId, row, start: startOf(event) } });
  const land = (to: string, at: number) => {
    const { edit, refusal } = eventDropOf(event, row, to, at);
    if (refusal) return void toast(told.words.drag.events[refusal], { tone: 'bad' });
    if (Object.keys(edit).length > 0) void desk.change(event, edit);
  };
  return (
    <div
      role="gridcell"
      tabIndex={isFocus ? 0 : -1}
      data-event={eventId}
      className={`event${isHeld ? ' is-held' : ''}`}
      style={style}
      onPointerDown={(pressed) => onGrab(pressed, asVisit(event), row, land)}
      onClick={open}
      onKeyDown={(pressed) => {
        if (pressed.key !== 'Enter') return;
        pressed.preventDefault();
        pressed.stopPropagation();
        open();
      }}
      onFocus={() => ui.set({ focus: { row, visitId: eventId } })}
    >
      <span className="unseen">{told.words.event(event.title, told.range(event.window))}</span>
      <span aria-hidden="true">{event.title}</span>
    </div>
  );
}
