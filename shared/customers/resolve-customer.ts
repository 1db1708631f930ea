import { impossible } from '../kernel/problem.ts';
import type { Write } from '../kernel/table.ts';
import type { Customer, CustomerDetails } from './customer.ts';
import {
  customerWrites,
  findCustomer,
  findCustomerByPhone,
  newCustomer,
  PhoneTaken,
} from './customer-store.ts';
import { dialledNumber } from './dialled-number.ts';

/** A customer, and what has to be written for it to exist: nothing for a known one. */
export interface ResolvedCustomer {
  readonly customer: Customer;
  readonly writes: readonly Write[];
}

/** Who a request means: an id of this account's, or a number that may be new. */
export interface CustomerReference {
  readonly customerId?: string | undefined;
  readonly details?: CustomerDetails | undefined;
}

/**
 * Finds the customer a request means, or makes a new one of the details.
 * @throws Problem 422 for an id that is not this account's
 */
export async function resolveCustomer(
  accountId: string,
  { customerId, details }: CustomerReference,
  now: number,
): Promise<ResolvedCustomer> {
  if (customerId !== undefined) {
    const customer = await findCustomer(accountId, customerId);
    if (!customer) throw impossible('/customerId', 'must be a customer of this account');
    return { customer, writes: [] };
  }
  if (!details) throw new Error('A customer needs an id or details.');
  const phone = await dialledNumber(details.phone);
  const known = await findCustomerByPhone(accountId, phone);
  if (known) return { customer: known, writes: [] };
  const customer = newCustomer(accountId, { ...details, phone }, now);
  return { customer, writes: customerWrites(customer) };
}

const TRIES = 3;

/** Runs again what lost the race for a new customer's number: now there is a customer to find. */
export async function whilePhonesAreTaken<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof PhoneTaken) || attempt === TRIES) throw error;
    }
  }
}
