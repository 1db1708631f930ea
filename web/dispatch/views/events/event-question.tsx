import * as Popover from '@radix-ui/react-popover';
import { useMemo } from 'react';
import type { TeamEvent } from '../../api/types.ts';
import type { Row } from '../../rules/rows.ts';
import { type EventAsked, ui } from '../../state/ui.ts';
import { EventForm } from './event-form.tsx';
import { useEventWords } from './use-words.ts';

interface EventQuestionProps {
  readonly asked: EventAsked;
  readonly events: readonly TeamEvent[];
  readonly rows: readonly Row[];
}

/** What is no visit is made and changed beside its place on the board. */
export default function EventQuestion({ asked, events, rows }: EventQuestionProps) {
  const anchor = useMemo(() => ({ current: { getBoundingClientRect: () => placeOf(asked) } }), [asked]);
  const words = useEventWords();
  const event = events.find(({ eventId }) => eventId === asked.eventId);
  const close = () => ui.set({ event: undefined });
  if (asked.eventId !== undefined && !event) return null;
  return (
    <Popover.Root open onOpenChange={(open) => open || close()}>
      <Popover.Anchor virtualRef={anchor} />
      <Popover.Portal>
        <Popover.Content
          className="question event-question"
          aria-label={event ? words.edit : words.isNew}
          align="start"
          sideOffset={6}
          collisionPadding={12}
          onCloseAutoFocus={(focus) => {
            focus.preventDefault();
            (elementOf(asked) ?? headOf(asked))?.focus();
          }}
        >
          <EventForm key={asked.eventId ?? 'new'} event={event} asked={asked} rows={rows} onClose={close} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

const inRow = ({ row }: EventAsked, what: string): HTMLElement | null =>
  document.querySelector(`.scroller [data-row="${CSS.escape(row)}"] ${what}`);
const elementOf = (asked: EventAsked) =>
  asked.eventId === undefined ? null : inRow(asked, `[data-event="${CSS.escape(asked.eventId)}"]`);
const headOf = (asked: EventAsked) => inRow(asked, '[role=rowheader]');

function placeOf(asked: EventAsked): DOMRect {
  const { x, y } = asked;
  if (x !== undefined && y !== undefined) return new DOMRect(x, y, 1, 1);
  return (
    (elementOf(asked) ?? headOf(asked))?.getBoundingClientRect() ??
    new DOMRect(innerWidth / 2 - 180, 120, 1, 1)
  );
}
