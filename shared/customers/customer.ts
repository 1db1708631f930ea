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

/** A customer as the API answers one. */
export const toCustomerBody = ({ accountId: _, ...customer }: Customer) => customer;
