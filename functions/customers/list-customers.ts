import { CustomerQuery } from '../../shared/customers/contract.ts';
import { toCustomerBody } from '../../shared/customers/customer.ts';
import { searchCustomers } from '../../shared/customers/search-customers.ts';
import { fromCursor, toCursor } from '../../shared/kernel/cursor.ts';
import { reply } from '../runtime/reply.ts';
import { staff } from '../runtime/staff.ts';

const SORT_KEY = /#customer_[\w-]+$/;

/** GET /customers: in order of name; `query` looks for part of a name, or for a whole number. */
export const handler = staff({ query: CustomerQuery }, async ({ query, account }) => {
  const after = query.cursor && fromCursor(query.cursor, SORT_KEY);
  const { customers, last } = await searchCustomers(account.accountId, query.query, after);
  return reply(200, {
    customers: customers.map(toCustomerBody),
    ...(last !== undefined && { cursor: toCursor(last) }),
  });
});
