import { useEffect, useRef } from 'react';
import { create } from 'zustand';
import { useOffice } from './office.ts';
import { useOpenAlerts } from './queries.ts';

const keyOf = (memberId: string): string => `dispatch-alert-sound-${memberId}`;

/** Off until somebody chooses otherwise, for themselves, in this browser. */
const useChosen = create<{ readonly of: Readonly<Record<string, boolean>> }>(() => ({ of: {} }));

export function useSoundChoice(): readonly [isOn: boolean, choose: (isOn: boolean) => void] {
  const { memberId } = useOffice().me;
  const isOn = useChosen(({ of }) => of[memberId] ?? localStorage.getItem(keyOf(memberId)) === 'on');
  const choose = (on: boolean): void => {
    localStorage.setItem(keyOf(memberId), on ? 'on' : 'off');
    useChosen.setState(({ of }) => ({ of: { ...of, [memberId]: on } }));
    if (on) void play();
  };
  return [isOn, choose];
}

/** Two notes, once, whenever there is an alert that was not there before. */
export function useAlertSound(): void {
  const [isOn] = useSoundChoice();
  const alerts = useOpenAlerts();
  const known = useRef<ReadonlySet<string>>(undefined);
  useEffect(() => {
    if (!alerts) return;
    const isNew = known.current && alerts.some(({ alertId }) => !known.current?.has(alertId));
    known.current = new Set(alerts.map(({ alertId }) => alertId));
    if (isNew && isOn) void play();
  }, [alerts, isOn]);
  useEffect(() => {
    if (!isOn) return;
    const allow = () => void opened().resume();
    addEventListener('pointerdown', allow, { once: true });
    return () => removeEventListener('pointerdown', allow);
  }, [isOn]);
}

let context: AudioContext | undefined;

/** Browsers let a page sound once somebody has pressed something on it. */
const opened = (): AudioContext => {
  context ??= new AudioContext();
  return context;
};

const NOTES = [659.25, 880];
const LASTS = 0.16;
const LOUD = 0.2;

async function play(): Promise<void> {
  const audio = opened();
  await audio.resume();
  for (const [index, pitch] of NOTES.entries()) {
    const [note, volume] = [audio.createOscillator(), audio.createGain()];
    const start = audio.currentTime + index * LASTS;
    note.frequency.value = pitch;
    volume.gain.setValueAtTime(LOUD, start);
    volume.gain.exponentialRampToValueAtTime(0.001, start + LASTS * 2);
    note.connect(volume).connect(audio.destination);
    note.start(start);
    note.stop(start + LASTS * 2);
  }
}
