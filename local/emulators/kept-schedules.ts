import type { Store } from './emulator.ts';
import type { Schedule } from './schedules.ts';

const SCHEDULES = 'schedules';
const GROUPS = 'schedule-groups';

type Id = Pick<Schedule, 'group' | 'name'>;

/** The schedules there are: on disk, and at hand, for the next due one is asked for after every call. */
export interface KeptSchedules {
  get(id: Id): Schedule | undefined;
  put(schedule: Schedule): void;
  delete(id: Id): void;
  /** Takes one away that the store has given up already. */
  forget(id: Id): void;
  /** In the order of their keys. */
  list(): readonly (readonly [key: string, schedule: Schedule])[];
  /** What has not fired yet, earliest first. */
  waiting(): readonly Schedule[];
  /** When the first of those is due, epoch milliseconds. */
  nextDueAt(): number | undefined;
}

/** Where a schedule stands in the store. */
export const placeOf = (id: Id) => [SCHEDULES, keyOf(id)] as const;
export const keyOf = ({ group, name }: Id): string => `${group}/${name}`;

export function createKeptSchedules(store: Store): KeptSchedules {
  const kept = new Map(store.list<Schedule>(SCHEDULES).map(({ key, value }) => [key, value]));
  const waiting = () => [...kept.values()].filter(({ enabled, firedAt }) => enabled && firedAt === undefined);
  return {
    get: (id) => kept.get(keyOf(id)),
    put(schedule) {
      store.put(...placeOf(schedule), schedule);
      kept.set(keyOf(schedule), schedule);
    },
    delete(id) {
      store.delete(...placeOf(id));
      kept.delete(keyOf(id));
    },
    forget: (id) => void kept.delete(keyOf(id)),
    list: () => [...kept].sort(([a], [b]) => (a < b ? -1 : 1)),
    waiting: () => waiting().sort((a, b) => a.dueAt - b.dueAt),
    nextDueAt: () =>
      waiting().reduce<number | undefined>((first, { dueAt }) => Math.min(first ?? dueAt, dueAt), undefined),
  };
}

/** Declares a group of the template; the one every account has needs no declaration. */
export function declareScheduleGroup(store: Store, name: string): void {
  store.put(GROUPS, name, { name });
}

export const isGroup = (store: Store, name: string): boolean =>
  name === 'default' || store.get(GROUPS, name) !== undefined;
