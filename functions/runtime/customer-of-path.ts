import type { Customer } from '../../shared/customers/customer.ts';
import { findCustomer } from '../../shared/customers/customer-store.ts';
import { notFound } from '../../shared/kernel/problem.ts';
import type { Caller } from './staff.ts';

/** @throws Problem 404 for a customer of another account */
export async function customerOfPath({ account, path }: Caller): Promise<Customer> {
  const customer = await findCustomer(account.accountId, path['customerId'] ?? '');
  if (!customer) throw notFound({ pointer: '/customerId', detail: 'is no customer of this account' });
  return customer;
}
