import type { Plan } from '../../api/types.ts';

const visits = (count: number) => (count === 1 ? '1 visit' : `${count} visits`);

/** What is said while a day is planned; read by who plans. */
export const en = {
  all: 'Looking for who could go',
  dayOf: (name: string) => `Looking at ${name}’s day`,
  thinking: 'One moment …',
  failed: 'There is no proposal: the service did not answer.',
  retry: 'Try again',
  title: (count: number, left: number) =>
    count === 0
      ? 'Nothing to assign'
      : left === 0
        ? `${visits(count)} fit`
        : `${count} of ${visits(count + left)} fit`,
  more: 'More driving',
  saves: 'Less than one by one',
  driving: (time: string) => `${time} driving`,
  drive: (time: string) => `${time} away`,
  isNew: 'new',
  unplaced: 'Left unassigned',
  reasons: {
    unverified: 'address not verified',
    on_hold: 'on hold',
    past: 'its time is over',
    outside_hours: 'outside 7 AM to 7 PM',
    no_skill: 'nobody with the skill',
    no_time: 'no room in the day',
  } satisfies Record<Plan['unplaced'][number]['reason'], string>,
  basis: 'Drives are estimates from the straight line. No promised time is moved; what is dispatched stays.',
  cancel: 'Cancel',
  apply: (count: number) => (count === 0 ? 'Assign' : `Assign ${count}`),
  applied: (count: number) => `${visits(count)} assigned.`,
};

export type PlanningWords = typeof en;
