import { earliest, type Timers } from '../../local/clock/agenda.ts';
import type { Agenda, Appointment } from '../machine/agenda.ts';

export type AgendaTimers = Timers;

/** Has everything that keeps moments of its own be woken at the next of them. */
export function createTicker(agenda: Agenda): { add(timers: Timers): void; changed(): void } {
  const sources: Timers[] = [];
  let next: Appointment | undefined;
  const arm = () => {
    const due = earliest(sources.map((source) => source.nextDueAt()));
    if (next?.happen && next.at === due) return;
    agenda.callOff(next);
    next = due === undefined ? undefined : agenda.after(Math.max(1, due - agenda.now()), tick);
  };
  const tick = () => {
    for (const source of sources) source.fireDue();
    next = undefined;
    arm();
  };
  return {
    add(timers) {
      sources.push(timers);
      arm();
    },
    changed: arm,
  };
}
