import type * as z from 'zod/mini';
import { instant } from '../kernel/time.ts';
import { factOf } from './fact.ts';
import { linkExpiry } from './link-expiry.ts';
import { linkHash, linkToken } from './link-token.ts';
import type { NewVisit } from './particulars-contract.ts';
import type { Address, AssignedTechnician, By, Fact, Visit, VisitCustomer } from './visit.ts';

/** What a new visit is made of, once everything in the request has been looked up. */
export interface Draft {
  readonly visitId: string;
  readonly accountId: string;
  readonly input: z.infer<typeof NewVisit>;
  readonly customer: VisitCustomer;
  readonly address: Address;
  readonly technicians: readonly AssignedTechnician[];
  readonly secret: string;
  readonly now: number;
}

/** A visit at the beginning of its life. */
export function draftVisit({ visitId, accountId, input, now, ...draft }: Draft): Visit {
  const { window, job, notes, externalId, priority = 'normal', tags = [] } = input;
  const at = instant(now);
  const generation = 1;
  return {
    visitId,
    accountId,
    ...(externalId !== undefined && { externalId }),
    status: 'pending_dispatch',
    version: 1,
    window,
    customer: draft.customer,
    address: draft.address,
    technicians: draft.technicians,
    trip: 0,
    ...(job !== undefined && { job }),
    ...(notes !== undefined && { notes }),
    priority,
    tags,
    link: {
      hash: linkHash(linkToken(draft.secret, visitId, generation)),
      generation,
      expiresAt: linkExpiry(window),
    },
    createdAt: at,
    updatedAt: at,
    changedAt: at,
  };
}

/** The first entries of a timeline. */
export function firstFacts(visit: Visit, by: By, sendLink: boolean): Fact[] {
  const particulars = { at: visit.createdAt, by };
  const created = factOf(visit, 'visit.created', { ...particulars, to: visit.status });
  return sendLink ? [created, factOf(visit, 'visit.link_text_requested', particulars)] : [created];
}
