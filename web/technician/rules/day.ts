import { isOver, isUnderWay, type Visit } from './visit.ts';

/** A technician's day, sorted for the screen. */
export interface Day {
  /** The one the dock acts on. */
  readonly current?: Visit;
  /** What comes after it, in order. */
  readonly later: readonly Visit[];
  readonly done: readonly Visit[];
  readonly total: number;
}

const byStart = (a: Visit, b: Visit): number => a.window.start.localeCompare(b.window.start);

/** Whoever left a job open and drives on is on the road, and whoever then arrives is there. */
const lastBegunFirst = (a: Visit, b: Visit): number => begun(b).localeCompare(begun(a));
const begun = ({ status, arrivedAt, enRouteAt }: Visit): string =>
  (status === 'arrived' ? arrivedAt : enRouteAt) ?? '';

/** @param chosen the visit the technician opened, which is shown as long as it is not over */
export function sortDay(visits: readonly Visit[], chosen?: string): Day {
  const shown = visits.filter(({ status }) => status !== 'cancelled').toSorted(byStart);
  const open = shown.filter((visit) => !isOver(visit));
  const current =
    open.find(({ visitId }) => visitId === chosen) ??
    open.filter(isUnderWay).toSorted(lastBegunFirst)[0] ??
    open.find(({ hold }) => !hold) ??
    open[0];
  return {
    ...(current && { current }),
    later: open.filter((visit) => visit !== current),
    done: shown.filter(isOver),
    total: shown.length,
  };
}

/** A day's visits, with those in their place that are known more closely; who is under way belongs to it as well. */
export function seenCloser(listed: readonly Visit[], closer: readonly (Visit | undefined)[]): Visit[] {
  const known = closer.filter((visit) => visit !== undefined);
  const others = known.filter(({ visitId }) => !listed.some((one) => one.visitId === visitId));
  return [
    ...others.filter(isUnderWay),
    ...listed.map((visit) => known.find(({ visitId }) => visitId === visit.visitId) ?? visit),
  ];
}
