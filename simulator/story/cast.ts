import type { Caller } from '../cloud/gateway.ts';
import type { Chance } from '../machine/randomness.ts';
import { type Body, createBody, type Place } from './ground.ts';

/** A word that stands in everything of a company, and in nothing of another: what leaks shows by it. */
export type Mark = 'Zebra' | 'Yakone';

export interface Technician extends Caller {
  readonly role: 'technician';
  readonly name: string;
  readonly body: Body;
  /** Every fix its phone has told us, in the order of telling. */
  readonly told: Told[];
  /** Access has been taken away, since when. */
  revokedAt?: number;
}

export interface Told extends Place {
  /** As the phone said, epoch ms. */
  readonly at: number;
  /** When we got it. */
  readonly now: number;
}

export interface Company {
  readonly accountId: string;
  readonly mark: Mark;
  readonly owner: Caller;
  readonly office: readonly Caller[];
  readonly technicians: readonly Technician[];
  readonly settings: CompanySettings;
}

export interface CompanySettings {
  readonly enabled: readonly string[];
  readonly retentionHours: number;
  readonly noShowMinutes: number;
  readonly onLeaving: 'completed' | 'always' | 'never';
  readonly radiusMeters: number;
}

/** One visit as those who take part in it know it. */
export interface Job {
  readonly company: Company;
  readonly visitId: string;
  token: string;
  /** Tokens that lead nowhere any more, and since when. */
  readonly oldTokens: { readonly token: string; readonly since: number }[];
  readonly site: Place;
  readonly phone: string;
  readonly customer: string;
  technician: Technician | undefined;
  window: { start: number; end: number };
  /** When the customer said STOP, or chose no texts; ranges that are open have no end. */
  readonly silences: { readonly from: number; until?: number }[];
  /** It was at the site, from when to when, as it truly was. */
  readonly stays: Stay[];
}

export interface Stay {
  readonly memberId: string;
  /** When it had set off, and when it truly stood at the site. */
  readonly setOffAt: number;
  readonly from: number;
  until?: number;
  /** Its phone could tell of it all the while. */
  clear: boolean;
}

const KINDS = ['dispatched', 'reminder', 'booked', 'review'] as const;

/** A company and who works for it. */
export function drawCompany(
  mark: Mark,
  technicians: number,
  homes: readonly Place[],
  chance: Chance,
): Company {
  const accountId = `account-${mark.toLowerCase()}`;
  const member = (role: Caller['role'], name: string): Caller => ({
    accountId,
    role,
    memberId: `${accountId}-${name}`,
  });
  return {
    accountId,
    mark,
    owner: member('owner', 'owner'),
    office: [member('dispatcher', 'desk-1'), member('dispatcher', 'desk-2')],
    technicians: Array.from({ length: technicians }, (_, index) => ({
      ...member('technician', `tech-${index + 1}`),
      role: 'technician' as const,
      name: `${mark}${index + 1} Bell`,
      body: createBody(chance.one(homes)),
      told: [],
    })),
    settings: {
      enabled: KINDS.filter(() => chance.hits(0.5)),
      retentionHours: chance.one([0, 1, 24, 168]),
      noShowMinutes: chance.one([5, 30, 60]),
      onLeaving: chance.one(['completed', 'completed', 'always', 'never']),
      radiusMeters: chance.one([91.44, 91.44, 60, 150]),
    },
  };
}
