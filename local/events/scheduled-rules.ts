import { earliest, type Timers } from '../clock/agenda.ts';
import type { EventBuses } from './event-buses.ts';
import type { ScheduledRule } from './rule.ts';

/** Rules that go by the clock, first a period after the start: a rate counts from when a rule was made. */
export function createScheduledRules(
  rules: readonly ScheduledRule[],
  buses: Pick<EventBuses, 'strike'>,
  now: () => number,
): Timers {
  const next = new Map(rules.map((rule) => [rule, now() + rule.everyMs]));
  return {
    nextDueAt: () => earliest([...next.values()]),
    fireDue() {
      const due = [...next].filter(([, dueAt]) => dueAt <= now());
      for (const [rule] of due) {
        next.set(rule, now() + rule.everyMs);
        buses.strike(rule);
      }
      return due.length;
    },
  };
}
