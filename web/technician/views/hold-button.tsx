import { useEffect, useRef, useState } from 'preact/hooks';
import { buzz } from './feel.ts';

/** So long a thumb has to stay. */
const HOLD_MS = 600;
/** Farther than this it has slipped. */
const DRIFT = 24;
/** The same thumb may still be on its way: what has just appeared does not listen yet. */
const DEAF_MS = 800;

interface HoldButtonProps {
  readonly icon: preact.ComponentChildren;
  readonly verb: string;
  readonly hint: string;
  readonly holding: string;
  readonly onHeld: () => void;
  /** A short tap, a key, a switch or a screen reader: it asks first. */
  readonly onTap: () => void;
}

/** The primary action: pressed and held, so that neither a pocket nor a wet glove takes a step. */
export function HoldButton({ icon, verb, hint, holding, onHeld, onTap }: HoldButtonProps) {
  const [isHeld, setHeld] = useState(false);
  const hold = useRef({ timer: 0, x: 0, y: 0, swallow: false, isDown: false, deafUntil: 0 });
  useEffect(() => {
    hold.current.deafUntil = performance.now() + DEAF_MS;
    return () => clearTimeout(hold.current.timer);
  }, [verb]);
  const letGo = (slipped: boolean) => {
    clearTimeout(hold.current.timer);
    if (slipped && hold.current.isDown) hold.current.swallow = true;
    hold.current.isDown = false;
    setHeld(false);
  };
  useEffect(() => {
    // Another finger, wherever it is: then it is no thumb that means this.
    const another = (event: PointerEvent) => event.isPrimary || letGo(true);
    addEventListener('pointerdown', another);
    return () => removeEventListener('pointerdown', another);
  }, []);
  const press = (event: PointerEvent) => {
    const state = hold.current;
    if (event.button > 0) return;
    if (!event.isPrimary) return;
    // What comes of a press that was not heard is not heard either.
    state.swallow = performance.now() < state.deafUntil;
    if (state.swallow) return;
    Object.assign(state, { x: event.clientX, y: event.clientY, isDown: true });
    buzz('press');
    setHeld(true);
    state.timer = window.setTimeout(() => {
      state.swallow = true;
      setHeld(false);
      buzz('done');
      onHeld();
    }, HOLD_MS);
  };
  const move = ({ clientX, clientY }: PointerEvent) => {
    const { isDown, x, y } = hold.current;
    if (isDown && Math.hypot(clientX - x, clientY - y) > DRIFT) letGo(true);
  };
  const click = () => {
    const { swallow, deafUntil } = hold.current;
    hold.current.swallow = false;
    if (!swallow && performance.now() >= deafUntil) onTap();
  };
  return (
    <button
      type="button"
      class={isHeld ? 'hold held' : 'hold'}
      onPointerDown={press}
      onPointerMove={move}
      onPointerUp={() => letGo(false)}
      onPointerLeave={() => letGo(true)}
      onPointerCancel={() => letGo(true)}
      onContextMenu={(event) => event.preventDefault()}
      onClick={click}
    >
      <span class="ring">{icon}</span>
      <span class="verb">
        <b>{verb}</b>
        <span>{isHeld ? holding : hint}</span>
      </span>
      <span class="target" aria-hidden="true" />
    </button>
  );
}
