import type { Instant } from '../kernel/time.ts';
import type { Language } from '../team/settings.ts';
import type { Preferences } from './preferences.ts';

/** The person visited. The same phone number in an account is the same customer. */
export interface Customer {
  readonly customerId: string;
  readonly accountId: string;
  readonly name: string;
  /** E.164. */
  readonly phone: string;
  readonly email?: string;
  /** Of the texts to them; the account's, when absent. */
  readonly language?: Language;
  /** Absent until something was chosen. */
  readonly preferences?: Preferences;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

/** What somebody tells of a customer. */
export type CustomerDetails = Pick<Customer, 'name' | 'phone'> & {
  readonly email?: string | undefined;
  readonly language?: Language | undefined;
};

/** What is to be different; null takes away, what is absent stays. */
export interface CustomerChange {
  readonly name?: string | undefined;
  /** E.164. */
  readonly phone?: string | undefined;
  readonly email?: string | null | undefined;
  readonly language?: Language | null | undefined;
}

/** Anybody's particulars, a customer's or a visit's copy of them, with a change made to them. */
export function withChange<P extends Omit<CustomerDetails, 'name' | 'phone'>>(
  person: P,
  change: CustomerChange,
): P {
  const told = Object.entries(change).filter(([, value]) => value !== undefined);
  const kept = Object.entries({ ...person, ...Object.fromEntries(told) }).filter(
    ([, value]) => value !== null,
  );
  return Object.fromEntries(kept) as P;
}

/** A customer as the API answers one. */
export const toCustomerBody = ({ accountId: _, ...customer }: Customer) => customer;
