import type { PhoneStore } from './phone-store.ts';
import { seenCloser } from './rules/day.ts';
import type { Memo } from './rules/memos.ts';
import { type Ask, type Company, isOver, isUnderWay, type Visit } from './rules/visit.ts';
import type { Tracker } from './tracker-client.ts';

/** What the service says of the day. */
export interface DayRead {
  readonly company?: Company;
  readonly visits: readonly Visit[];
  /** The next days', when there is nothing left of this one. */
  readonly upcoming: readonly Visit[];
  readonly ask?: Ask;
  /** What the office has written and nobody has acknowledged. */
  readonly messages?: readonly Memo[];
  /** Epoch ms. */
  readonly readAt: number;
}

/** The account, or this technician's access to it. */
export class NotAllowed extends Error {
  readonly soon: boolean;
  constructor(soon: boolean) {
    super();
    this.soon = soon;
  }
}

const KEPT = 'day';
const DAYS_AHEAD = 3;
const DAY_MS = 86_400_000;

/** Reads the day, and keeps it for when there is no signal. */
export function createDayReader(store: PhoneStore, tracker: Tracker) {
  const list = async (day?: string): Promise<Visit[]> => {
    const found: Visit[] = [];
    let cursor: string | undefined;
    do {
      const query = new URLSearchParams({ ...(day && { day }), ...(cursor && { cursor }) });
      const { status, body } = await tracker<{ visits: Visit[]; cursor?: string; type?: string }>(
        'GET',
        `/visits?${query}`,
      );
      if (status === 403) throw new NotAllowed(String(body?.type).endsWith('account-not-enabled'));
      if (status !== 200) throw new Error(`${status}`);
      found.push(...body.visits);
      cursor = body.cursor;
    } while (cursor);
    return found;
  };
  const one = async (visitId: string): Promise<Visit | undefined> => {
    const { status, body } = await tracker<{ visit: Visit }>('GET', `/visits/${visitId}`);
    return status === 200 ? body.visit : undefined;
  };
  /** Which day it is where the company is. */
  const dayOf = (epochMs: number, { company }: Company): string =>
    new Intl.DateTimeFormat('sv-SE', { timeZone: company.timeZone, dateStyle: 'short' }).format(epochMs);

  const ahead = async (now: number, company: Company): Promise<Visit[]> => {
    const days = Array.from({ length: DAYS_AHEAD }, (_, index) => dayOf(now + (index + 1) * DAY_MS, company));
    return (await Promise.all(days.map(list))).flat().filter((visit) => !isOver(visit));
  };
  return {
    kept: () => store.get<DayRead>(KEPT),
    /** @param before what was known: who is under way past midnight still is @throws NotAllowed, Unreachable */
    async read(before: DayRead | undefined): Promise<DayRead> {
      const [company, today, me] = await Promise.all([
        tracker<Company>('GET', '/settings'),
        list(),
        tracker<{ ask?: Ask; messages?: Memo[] }>('GET', '/me'),
      ]);
      // The list knows no arrival times, and yesterday's not at all.
      const wanted = [...today, ...(before?.visits ?? [])].filter(isUnderWay);
      const closer = await Promise.all([...new Set(wanted.map(({ visitId }) => visitId))].map(one));
      const visits = seenCloser(today, closer);
      const now = Date.now();
      const day: DayRead = {
        company: company.body,
        visits,
        upcoming: visits.every(isOver) ? await ahead(now, company.body) : [],
        ...(me.status === 200 && me.body.ask && { ask: me.body.ask }),
        messages: me.body?.messages ?? [],
        readAt: now,
      };
      await store.put(KEPT, day);
      return day;
    },
  };
}
