import { CustomerVisitsQuery } from '../../shared/customers/contract.ts';
import { toCustomerBody } from '../../shared/customers/customer.ts';
import { fromCursor, toCursor } from '../../shared/kernel/cursor.ts';
import { listVisitsOfCustomer } from '../../shared/visits/list-visits.ts';
import { toVisitBody } from '../../shared/visits/visit-body.ts';
import { SORT_KEY } from '../../shared/visits/visit-index-store.ts';
import { customerOfPath } from '../runtime/customer-of-path.ts';
import { reply } from '../runtime/reply.ts';
import { staff } from '../runtime/staff.ts';

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
