import { useCallback, useEffect, useRef } from 'react';
import type { Visit } from '../../api/types.ts';
import type { Axis } from '../../rules/axis.ts';
import { dropOf, SLACK } from '../../rules/drop.ts';
import { type Hand, type Held, landingOf } from '../../rules/landing.ts';
import type { Row } from '../../rules/rows.ts';
import { isOver, startOf } from '../../rules/visit.ts';
import { setDrag, useDrag } from '../../state/drag.ts';
import { useOffice } from '../../state/office.ts';
import { say, toast } from '../../state/toasts.ts';
import { ui } from '../../state/ui.ts';

interface Dragging {
  readonly scroller: React.RefObject<HTMLElement | null>;
  readonly rows: readonly Row[];
  readonly axis: Axis;
  readonly hour: number;
  readonly head: number;
}

/** Takes hold of a visit in a row. @param land what letting go does, where it is another than for a visit */
export type Grab = (
  event: React.PointerEvent,
  visit: Visit,
  row: string,
  land?: (to: string, start: number) => void,
) => void;

/** A finger that rests so long means the visit, and not the board. */
const PRESS = 300;
/** So near to an edge the board scrolls by itself, so fast, px and px a frame. */
const EDGE = 48;
const SPEED = 14;
/** How high the axis is, under which the rows begin, px. */
const AXIS = 30;
/** What is said beside it needs so much room, px. */
const SAYS = 340;

/** What is known of a drag from its beginning, and where the pointer has been last. */
interface InHand extends Held {
  readonly grabbedX: number;
  readonly grabbedY: number;
  readonly box: DOMRect;
  pulled: boolean;
  x: number;
  y: number;
  shift: boolean;
  alt: boolean;
}

/** The one layer that moves; everything else only says where it would land. */
export const LAYER_ID = 'drag-layer';

/**
 * Dragging by the pointer's own events: the browser's drag and drop knows no threshold, takes Shift and Alt for
 * copying, and paints what it drags itself.
 */
export function useDragging(board: Dragging): Grab {
  const { desk, told } = useOffice();
  const latest = useRef(board);
  latest.current = board;
  const end = useRef<() => void>(undefined);
  useEffect(() => () => end.current?.(), []);

  return useCallback(
    (event, visit, from, landsOtherwise) => {
      if (event.button !== 0 || isOver(visit.status) || useDrag.getState().drag) return;
      const { clientX, clientY, pointerType, pointerId } = event;
      const target = event.currentTarget as HTMLElement;
      let held: InHand | undefined;
      let frame = 0;

      const begin = (): void => {
        const { rows } = latest.current;
        let bottom = 0;
        held = {
          visit,
          from,
          grabbedX: clientX,
          grabbedY: clientY,
          box: target.getBoundingClientRect(),
          rows: rows.map(({ id }) => id),
          ends: rows.map(({ height }) => (bottom += height)),
          pulled: false,
          x: clientX,
          y: clientY,
          shift: false,
          alt: false,
        };
        setDrag({ visit, from, to: from, start: startOf(visit), free: false });
        document.body.classList.add('is-dragging');
        frame = requestAnimationFrame(scroll);
        requestAnimationFrame(place);
      };
      const place = (): void => {
        const layer = document.getElementById(LAYER_ID);
        if (!held || !layer) return;
        const [dx, dy] = [held.x - held.grabbedX, held.y - held.grabbedY];
        layer.style.transform = `translate3d(${held.box.left + dx}px, ${held.box.top + dy + 8}px, 0)`;
        layer.style.width = `${held.box.width}px`;
        layer.classList.toggle('flipped', held.box.right + dx > innerWidth - SAYS);
      };
      const settle = (): void => {
        if (!held) return;
        const { axis, hour } = latest.current;
        const { pulled, ...next } = landingOf(held, handOn(held, latest.current), axis, hour);
        held.pulled = pulled;
        const { drag } = useDrag.getState();
        if (!drag || (drag.to === next.to && drag.start === next.start && drag.free === next.free)) return;
        setDrag({ ...drag, ...next });
      };
      const scroll = (): void => {
        const { scroller, head } = latest.current;
        if (!held || !scroller.current) return;
        const box = scroller.current.getBoundingClientRect();
        const dx = push(held.x, box.left + head, box.right);
        const dy = push(held.y, box.top + AXIS, box.bottom);
        if (dx || dy) {
          scroller.current.scrollBy(dx, dy);
          settle();
        }
        frame = requestAnimationFrame(scroll);
      };
      const move = (moved: PointerEvent) => {
        if (moved.pointerId !== pointerId) return;
        if (!held) {
          const far = Math.hypot(moved.clientX - clientX, moved.clientY - clientY) > SLACK;
          if (!far) return;
          if (pointerType === 'touch') return stop();
          begin();
        }
        if (!held) return;
        moved.preventDefault();
        held.x = moved.clientX;
        held.y = moved.clientY;
        held.shift = moved.shiftKey;
        held.alt = moved.altKey;
        place();
        settle();
      };
      const keys = (pressed: KeyboardEvent) => {
        if (!held) return;
        if (pressed.key === 'Escape' && pressed.type === 'keydown') {
          pressed.preventDefault();
          pressed.stopPropagation();
          say(told.words.drag.cancelled(visit.customer.name));
          return stop();
        }
        held.shift = pressed.shiftKey;
        held.alt = pressed.altKey;
        settle();
      };
      const drop = (released: PointerEvent): void => {
        if (released.pointerId !== pointerId) return;
        const { drag } = useDrag.getState();
        const wasDragged = held !== undefined;
        stop();
        if (!wasDragged || !drag) return;
        // The click that follows is the end of the drag.
        addEventListener('click', swallow, { capture: true, once: true });
        setTimeout(() => removeEventListener('click', swallow, { capture: true }), 50);
        (landsOtherwise ?? land)(drag.to, drag.start);
      };
      const land = (to: string, start: number) => {
        const { edit, asks, refusal } = dropOf(visit, from, to, start);
        const { words } = told;
        if (refusal) return void toast(words.drag.refusals[refusal], { tone: 'bad' });
        if (Object.keys(edit).length === 0) return;
        const row =
          latest.current.rows.find(({ id }) => id === to)?.technician?.name ?? words.board.unassigned;
        const range = told.range(edit.window ?? visit.window);
        ui.set({ focus: { row: to, visitId: visit.visitId } });
        if (asks) return ui.set({ question: { kind: 'reassign', visitId: visit.visitId, edit } });
        desk.edit(visit, edit);
        say(words.drag.landed(visit.customer.name, row, range));
      };
      const stop = (): void => {
        clearTimeout(press);
        cancelAnimationFrame(frame);
        held = undefined;
        setDrag(undefined);
        document.body.classList.remove('is-dragging');
        for (const [name, listener] of listeners) removeEventListener(name, listener as EventListener, true);
        document.removeEventListener('touchmove', keepStill);
        end.current = undefined;
      };
      const keepStill = (touched: TouchEvent): void => {
        if (held) touched.preventDefault();
      };
      const listeners = [
        ['pointermove', move],
        ['pointerup', drop],
        ['pointercancel', stop],
        ['keydown', keys],
        ['keyup', keys],
      ] as const;
      for (const [name, listener] of listeners) addEventListener(name, listener as EventListener, true);
      document.addEventListener('touchmove', keepStill, { passive: false });
      const press = pointerType === 'touch' ? setTimeout(begin, PRESS) : undefined;
      end.current = stop;
    },
    [desk, told],
  );
}

const swallow = (event: Event): void => {
  event.stopPropagation();
  event.preventDefault();
};

/** How far the board has to scroll this frame, for a pointer near one of its edges. */
function push(at: number, low: number, high: number): number {
  if (at < low + EDGE) return -SPEED * Math.min(1, (low + EDGE - at) / EDGE);
  if (at > high - EDGE) return SPEED * Math.min(1, (at - high + EDGE) / EDGE);
  return 0;
}

/** Where the hand is, on the board as it is scrolled now. */
function handOn(held: InHand, { scroller, head }: Dragging): Hand {
  const { left = 0, top = 0 } = scroller.current?.getBoundingClientRect() ?? {};
  const { scrollLeft = 0, scrollTop = 0 } = scroller.current ?? {};
  const dx = held.x - held.grabbedX;
  const { shift, alt, pulled } = held;
  return {
    y: held.y - top - AXIS + scrollTop,
    dx,
    left: held.box.left + dx - left - head + scrollLeft,
    shift,
    alt,
    pulled,
  };
}
