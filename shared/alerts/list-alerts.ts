import type { Alert } from './alert.ts';
import { type AlertList, listAlertEntries, readAlerts } from './alert-store.ts';

const PAGE_SIZE = 50;

interface Listing {
  readonly accountId: string;
  /** Only those nobody has seen to, or only those somebody has; all of them unless told. */
  readonly open?: boolean | undefined;
  /** The sort key that the page before ended with. */
  readonly before?: string | undefined;
  /** Epoch ms. */
  readonly now: number;
}

export interface AlertPage {
  readonly alerts: readonly Alert[];
  /** The sort key before which the list goes on. */
  readonly last?: string;
}

/** An account's alerts, the newest first, a page at a time. */
export async function listAlerts({ accountId, open, before, now }: Listing): Promise<AlertPage> {
  const pages = await Promise.all(
    listsFor(open).map((list) => listAlertEntries(accountId, list, before, PAGE_SIZE + 1)),
  );
  const entries = pages.flat().sort((a, b) => (a.sortKey < b.sortKey ? 1 : -1));
  const shown = new Map(entries.map((entry) => [entry.alertId, entry]));
  const page = [...shown.values()].slice(0, PAGE_SIZE);
  const alerts = await readAlerts(
    page.map(({ alertId }) => alertId),
    now,
  );
  // The index learns of an acknowledgement a moment late.
  const fitting = alerts.filter(({ acknowledgedAt }) => fits(open, acknowledgedAt !== undefined));
  const last = shown.size > page.length ? page.at(-1)?.sortKey : undefined;
  return { alerts: fitting, ...(last !== undefined && { last }) };
}

const listsFor = (open: boolean | undefined): readonly AlertList[] =>
  open === undefined ? ['open', 'acknowledged'] : [open ? 'open' : 'acknowledged'];

const fits = (open: boolean | undefined, acknowledged: boolean) =>
  open === undefined || open !== acknowledged;
