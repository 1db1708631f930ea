import { CustomerVisitsQuery } from '../../shared/customers/contract.ts';
import { type Customer, toCustomerBody } from '../../shared/customers/customer.ts';
import { findCustomer } from '../../shared/customers/customer-store.ts';
import { fromCursor, toCursor } from '../../shared/kernel/cursor.ts';
import { notFound } from '../../shared/kernel/problem.ts';
import { listVisitsOfCustomer } from '../../shared/visits/list-visits.ts';
import { toVisitBody } from '../../shared/visits/visit-body.ts';
import { SORT_KEY } from '../../shared/visits/visit-index-store.ts';
import { reply } from '../runtime/reply.ts';
import { type Caller, staff } from '../runtime/staff.ts';

/** GET /customers/{customerId}: with their visits, the latest first, cancelled ones too. */
export const handler = staff(
  { subject: customerOfPath, query: CustomerVisitsQuery },
  async ({ subject: customer, query }) => {
    const before = query.cursor && fromCursor(query.cursor, SORT_KEY);
    const { visits, last } = await listVisitsOfCustomer(customer.customerId, before);
    return reply(200, {
      customer: toCustomerBody(customer),
      visits: visits.map((visit) => toVisitBody(visit)),
      ...(last !== undefined && { cursor: toCursor(last) }),
    });
  },
);

async function customerOfPath({ account, path }: Caller): Promise<Customer> {
  const customer = await findCustomer(account.accountId, path['customerId'] ?? '');
  if (!customer) throw notFound();
  return customer;
}
