import { type Instant, instant } from '../kernel/time.ts';
import type { Account } from '../team/settings.ts';
import { type LiveItem, type LiveView, laterBy, liveView } from '../tracking/live.ts';
import type { LinkView } from '../visits/link-view.ts';

/** Everything a public link says; absent is absent, never null. */
export interface StatusDocument extends LinkView, LiveView {
  readonly company: {
    readonly name: string;
    readonly phone: string;
    readonly brandColor: string;
    readonly logoUrl?: string;
  };
  readonly serverTime: Instant;
  /** Where changes are told as they happen. */
  readonly live?: { readonly url: string };
}

/** Which parts of the view each status may show: the contract's table, checked here once more at the way out. */
const SHOWN: Readonly<Record<LinkView['status'], readonly (keyof LinkView)[]>> = {
  pending_dispatch: ['job', 'window', 'address', 'technician', 'hold', 'late', 'delay', 'messages'],
  dispatched: ['job', 'window', 'address', 'technician', 'hold', 'late', 'delay', 'messages'],
  en_route: ['job', 'window', 'address', 'technician', 'late', 'delay', 'messages'],
  arrived: ['job', 'window', 'address', 'technician', 'arrivedAt', 'messages'],
  completed: ['technician', 'completedAt', 'closed'],
};

/** Which members of a part may be shown. */
const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  company: ['name', 'phone', 'brandColor', 'logoUrl'],
  window: ['start', 'end', 'timeZone'],
  address: ['line', 'lat', 'lng'],
  technician: ['firstName', 'photoUrl', 'vehicle'],
  hold: ['since'],
  late: ['since'],
  delay: ['minutes', 'arrivesAt'],
  messages: ['sms', 'push', 'quietHours'],
  eta: ['arrivesAt', 'earliest', 'latest', 'distanceMeters', 'computedAt'],
  position: ['lat', 'lng', 'at', 'heading', 'accuracy'],
  route: ['polyline', 'names'],
  trail: ['polyline'],
};

/** Before the technician is dispatched, and after the work is done, a first name is enough. */
const NAME_ONLY: readonly LinkView['status'][] = ['pending_dispatch', 'completed'];

/**
 * What the link shows at `now` (epoch ms). `live` counts only while en route. A whitelist by name, part by part:
 * whatever else the sources may come to hold stays behind.
 * @param liveUrl where changes are told; a completed visit has none to tell
 */
export function statusDocument(
  { view }: { readonly view: LinkView },
  account: Account,
  live: LiveItem | undefined,
  now: number,
  liveUrl: string,
): StatusDocument {
  const { eta, ...moving }: LiveView = live && view.status === 'en_route' ? liveView(live, now) : {};
  return {
    status: view.status,
    company: allowed('company', account.settings.company),
    ...pick(view, SHOWN[view.status], NAME_ONLY.includes(view.status)),
    ...pick({ ...moving, ...(eta && { eta: laterBy(view.delay, eta) }) }, [
      'eta',
      'position',
      'route',
      'trail',
    ]),
    ...(view.status !== 'completed' && { live: { url: liveUrl } }),
    updatedAt: view.updatedAt,
    serverTime: instant(now),
  } as StatusDocument;
}

function pick(source: object, names: readonly string[], nameOnly = false): Record<string, unknown> {
  const values = source as Record<string, unknown>;
  const shown = names.filter((name) => values[name] !== undefined);
  return Object.fromEntries(
    shown.map((name) => [name, allowed(name, values[name], nameOnly && name === 'technician')]),
  );
}

function allowed(part: string, value: unknown, nameOnly = false): unknown {
  const members = nameOnly ? ['firstName'] : MEMBERS[part];
  return members && typeof value === 'object' && value !== null ? pick(value, members) : value;
}
