import type { Written } from '../dynamodb/table.ts';
import { plain } from './plain.ts';

/** As much of a visit as the judge looks at; read from its item, by nobody's types. */
export interface Seen {
  readonly visitId: string;
  readonly accountId: string;
  readonly status: string;
  readonly version: number;
  readonly driverId?: string;
  readonly hold?: object;
  readonly late?: object;
  readonly window: { readonly start: string; readonly end: string };
  readonly movedWith?: number;
  readonly changedAt: string;
  readonly updatedAt: string;
  readonly createdAt: string;
  readonly plannedAt?: string;
  readonly enRouteAt?: string;
  readonly arrivedAt?: string;
  readonly completedAt?: string;
  readonly completionReason?: string;
  readonly customer: { readonly phone: string; readonly preferences?: { readonly sms: boolean } };
  readonly technicians: readonly { readonly memberId: string }[];
  readonly link: { readonly hash: string; readonly expiresAt: string };
}

export interface SeenFact {
  readonly factId: string;
  readonly kind: string;
  readonly version: number;
  readonly at: string;
  readonly from?: string;
  readonly to?: string;
  readonly by: { readonly role: string };
  readonly evidence?: { readonly source: string; readonly at: string; readonly distanceMeters: number };
  readonly technicianId?: string;
}

/** What became of a visit, one entry for each state it was in. */
export interface State {
  /** Epoch ms, when it was written. */
  readonly since: number;
  readonly visit: Seen;
}

/** One visit from its first state on. */
export interface History {
  readonly states: State[];
  readonly facts: SeenFact[];
}

/** What may follow what; written down from the product's description, not from its code. */
const FOLLOWS: Readonly<Record<string, readonly string[]>> = {
  pending_dispatch: ['dispatched', 'en_route', 'cancelled'],
  dispatched: ['en_route', 'cancelled', 'pending_dispatch'],
  en_route: ['arrived', 'completed', 'cancelled', 'dispatched', 'pending_dispatch'],
  arrived: ['completed', 'cancelled', 'en_route'],
  completed: [],
  cancelled: [],
};

/** What a link may show of a visit, by its status; the same. */
const SHOWN: Readonly<Record<string, readonly string[]>> = {
  pending_dispatch: ['job', 'window', 'address', 'technician', 'hold', 'late', 'delay', 'messages'],
  dispatched: ['job', 'window', 'address', 'technician', 'hold', 'late', 'delay', 'messages'],
  en_route: ['job', 'window', 'address', 'technician', 'late', 'delay', 'messages'],
  arrived: ['job', 'window', 'address', 'technician', 'arrivedAt', 'messages'],
  completed: ['technician', 'completedAt', 'closed'],
};
const ALWAYS = ['status', 'updatedAt'];

export type Report = (rule: string, what: string, about: readonly string[]) => void;

/** Follows every write to visits and what belongs to them, and says what must not be. */
export function createVisitJudge(report: Report, now: () => number) {
  const visits = new Map<string, History>();
  const linkOwners = new Map<string, string>();
  const links = new Map<string, Record<string, unknown>>();
  const messages = new Map<string, Record<string, unknown>>();
  const drives = new Map<string, string>();
  const byPhone = new Map<string, string>();
  const historyOf = (visitId: string): History => {
    const known = visits.get(visitId) ?? { states: [], facts: [] };
    visits.set(visitId, known);
    return known;
  };
  return {
    visits,
    messages,
    /** Whose customer has this number; each visit has one of its own. */
    visitFor: (phone: string) => byPhone.get(phone),
    ownerOf: (hash: string) => linkOwners.get(hash),
    written(writes: readonly Written[]) {
      for (const write of writes) {
        if (write.sk === 'LINK') followLink(write);
        else if (write.sk.startsWith('FACT#')) followFact(write);
        else if (write.sk.startsWith('MESSAGE#')) followMessage(write);
        else if (write.sk === 'LATEST') followDrive(write);
      }
      for (const write of writes) if (write.sk === 'VISIT') followVisit(write, writes);
    },
  };

  function followVisit({ after: item, expired }: Written, writes: readonly Written[]): void {
    if (!item || expired) return;
    const visit = plain(item) as unknown as Seen;
    const { visitId, status, version } = visit;
    byPhone.set(visit.customer.phone, visitId);
    const { states } = historyOf(visitId);
    const before = states.at(-1)?.visit;
    states.push({ since: now(), visit });
    const wrong = (rule: string, what: string) => report(rule, what, [visitId]);
    if (before && version !== before.version + 1)
      wrong('versions', `version ${version} follows ${before.version}`);
    if (before && before.status !== status && !FOLLOWS[before.status]?.includes(status))
      wrong('life', `${status} follows ${before.status}`);
    const facts = writes.filter(({ pk, sk }) => pk === `VISIT#${visitId}` && sk.startsWith('FACT#'));
    if (facts.length === 0 && before?.status !== status)
      wrong('timeline', `nothing on the timeline tells of ${status}`);
    const link = links.get(visit.link.hash);
    if (status === 'cancelled') {
      if (link) wrong('link', 'the link of a cancelled visit is still there');
    } else if (!link) wrong('link', 'there is no link');
    else checkView(visit, link, wrong);
    checkDriver(visit, wrong);
  }

  function checkView(
    visit: Seen,
    link: Record<string, unknown>,
    wrong: (rule: string, what: string) => void,
  ): void {
    const view = link['view'] as Record<string, unknown>;
    if (view['status'] !== visit.status)
      wrong('link', `the link shows ${String(view['status'])}, it is ${visit.status}`);
    const extra = Object.keys(view).filter(
      (name) => !ALWAYS.includes(name) && !SHOWN[visit.status]?.includes(name),
    );
    if (extra.length > 0)
      wrong('leak', `the link of a visit that is ${visit.status} shows ${extra.join(', ')}`);
    if (/secret note|\+1\d{10}|Customer/.test(JSON.stringify(view)))
      wrong('leak', `the link shows ${JSON.stringify(view)}`);
  }

  function checkDriver(
    { visitId, status, driverId }: Seen,
    wrong: (rule: string, what: string) => void,
  ): void {
    if (status !== 'en_route' || !driverId) return;
    const others = [...visits].filter(([other, { states }]) => {
      const visit = states.at(-1)?.visit;
      return other !== visitId && visit?.status === 'en_route' && visit.driverId === driverId;
    });
    for (const [other] of others) wrong('one drive', `${driverId} is en route to ${other} as well`);
    if (drives.get(driverId) !== visitId)
      wrong(
        'one drive',
        `${driverId} is en route, but their drive leads to ${drives.get(driverId) ?? 'nowhere'}`,
      );
  }

  function followLink({ pk, after }: Written): void {
    const hash = pk.slice('LINK#'.length);
    if (!after) {
      links.delete(hash);
      return;
    }
    const link = plain(after);
    links.set(hash, link);
    linkOwners.set(hash, String(link['visitId']));
  }

  function followFact({ pk, before, after, expired }: Written): void {
    if (!pk.startsWith('VISIT#')) return;
    const visitId = pk.slice('VISIT#'.length);
    if (before && !expired) report('timeline', 'what had happened was changed', [visitId]);
    if (after) historyOf(visitId).facts.push(plain(after) as unknown as SeenFact);
  }

  function followMessage({ pk, sk, before, after }: Written): void {
    if (!after) return;
    const message = plain(after);
    messages.set(`${pk}/${sk}`, message);
    const was = before && plain(before)['state'];
    if (was === 'sent' && !['sent', 'delivered'].includes(String(message['state'])))
      report('ledger', `${sk} was sent and is now ${String(message['state'])}`, [pk.slice('VISIT#'.length)]);
  }

  function followDrive({ pk, after }: Written): void {
    const memberId = pk.slice('TECHNICIAN#'.length);
    const drive = after?.['drive']?.['M'] as Record<string, { S?: string }> | undefined;
    const visitId = drive?.['visitId']?.S;
    if (visitId) drives.set(memberId, visitId);
    else drives.delete(memberId);
  }
}

export type VisitJudge = ReturnType<typeof createVisitJudge>;
