import type { TeamEvent } from '../../api/types.ts';
import type { Axis } from '../../rules/axis.ts';
import { endOf, hours, startOf } from '../../rules/visit.ts';
import { useTold } from '../../state/office.ts';

interface EventBlockProps {
  readonly event: TeamEvent;
  readonly top: number;
  readonly axis: Axis;
}

/** What is no visit: quiet, and in nobody's way. A whole day's is as long as the board. */
export function EventBlock({ event, top, axis }: EventBlockProps) {
  const told = useTold();
  const start = Math.max(axis.start, event.allDay ? axis.start : startOf(event));
  const end = Math.min(axis.end, event.allDay ? axis.end : endOf(event));
  const style = {
    '--x': hours(start - axis.start),
    '--w': hours(end - start),
    '--top': `${top}px`,
  } as React.CSSProperties;
  if (end <= start) return null;
  return (
    <div role="gridcell" tabIndex={-1} className="event" style={style}>
      <span className="unseen">{told.words.event(event.title, told.range(event.window))}</span>
      <span aria-hidden="true">{event.title}</span>
    </div>
  );
}
