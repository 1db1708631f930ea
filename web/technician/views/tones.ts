import { useEffect, useRef } from 'preact/hooks';
import type { Visit } from '../rules/visit.ts';

/** Hertz, one after the other: up for an arrival, down for being late. */
const NOTES = { arrived: [660, 880], late: [660, 440] } as const;
const NOTE_SECONDS = 0.14;

let audio: AudioContext | undefined;
// Browsers let a page sound once it was touched, and only then.
globalThis.addEventListener?.('pointerdown', () => {
  audio ??= new AudioContext();
});

function sound(what: keyof typeof NOTES): void {
  if (audio?.state !== 'running') return;
  const [tone, volume, start] = [audio.createOscillator(), audio.createGain(), audio.currentTime];
  volume.gain.value = 0.2;
  tone.connect(volume).connect(audio.destination);
  for (const [place, hertz] of NOTES[what].entries())
    tone.frequency.setValueAtTime(hertz, start + place * NOTE_SECONDS);
  tone.start(start);
  tone.stop(start + NOTES[what].length * NOTE_SECONDS);
}

/** What happens by itself is heard by whoever watches the road: that the visit has been marked as arrived, or is late. */
export function useTones(visit: Visit | undefined, silent: boolean): void {
  const seen = useRef<Visit | undefined>(undefined);
  useEffect(() => {
    const before = seen.current;
    seen.current = visit;
    if (silent || !visit || before?.visitId !== visit.visitId) return;
    const isThere = visit.status === 'arrived' && visit.undoableUntil !== undefined;
    if (isThere && before.status !== 'arrived') sound('arrived');
    else if (visit.late && !before.late) sound('late');
  });
}
