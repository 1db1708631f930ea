import type { Customer } from '../../shared/customers/customer.ts';
import { findCustomer } from '../../shared/customers/customer-store.ts';
import { notFound } from '../../shared/kernel/problem.ts';
import type { Caller } from '../runtime/staff.ts';

/**
 * The customer a path names.
 * @throws Problem 404 when there is none, or they are another account's
 */
export async function customerOfPath({ account, path }: Caller): Promise<Customer> {
  const customer = await findCustomer(account.accountId, path['customerId'] ?? '');
  if (!customer) throw notFound();
  return customer;
}
