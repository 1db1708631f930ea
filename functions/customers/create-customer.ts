import { CustomerInput } from '../../shared/customers/contract.ts';
import { createCustomer } from '../../shared/customers/create-customer.ts';
import { toCustomerBody } from '../../shared/customers/customer.ts';
import { findCustomer } from '../../shared/customers/customer-store.ts';
import { notFound } from '../../shared/kernel/problem.ts';
import { reply } from '../runtime/reply.ts';
import { staff } from '../runtime/staff.ts';

/** POST /customers: a new customer, or with 200 the one who has this number. */
export const handler = staff(
  {
    body: CustomerInput,
    again: async ({ customerId = '' }, { account }) => {
      const customer = await findCustomer(account.accountId, customerId);
      if (!customer) throw notFound();
      return reply(201, { customer: toCustomerBody(customer) });
    },
  },
  async ({ body, account, now, idempotency }) => {
    const { customer, created } = await createCustomer(account.accountId, body, now, idempotency);
    return reply(created ? 201 : 200, { customer: toCustomerBody(customer) });
  },
);
