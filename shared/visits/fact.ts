import type { Fact, FactKind, Visit } from './visit.ts';

type Particulars = {
  readonly [K in
    | 'reason'
    | 'evidence'
    | 'trip'
    | 'technicianId'
    | 'minutes'
    | 'messageId'
    | 'from'
    | 'to'
    | 'joined'
    | 'left']?: Fact[K] | undefined;
} & Pick<Fact, 'at' | 'by'>;

/** A timeline entry for a visit as it has become; absent particulars are left out. */
export function factOf(after: Visit, kind: FactKind, particulars: Particulars): Fact {
  const known = Object.fromEntries(
    Object.entries(particulars).filter(([, value]) => value !== undefined),
  ) as Pick<Fact, 'at' | 'by'>;
  return {
    factId: `${after.visitId}.${after.version}.${kind}`,
    visitId: after.visitId,
    accountId: after.accountId,
    kind,
    version: after.version,
    ...known,
  };
}

/** A fact as the timeline shows it. */
export const toTimelineEntry = ({ at, kind, by, from, to, reason, minutes, evidence }: Fact) => ({
  at,
  kind,
  by,
  ...(from && { from }),
  ...(to && { to }),
  ...(reason && { reason }),
  ...(minutes !== undefined && { minutes }),
  ...(evidence && { evidence }),
});
