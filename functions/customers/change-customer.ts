import { CustomerChanges } from '../../shared/customers/contract.ts';
import { toCustomerBody } from '../../shared/customers/customer.ts';
import { changeCustomer } from '../../shared/visits/change-customer.ts';
import { customerOfPath } from '../runtime/customer-of-path.ts';
import { reply } from '../runtime/reply.ts';
import { staff } from '../runtime/staff.ts';

/** PATCH /customers/{customerId}: who they are and how they are reached; their visits that are not over follow. */
export const handler = staff(
  { body: CustomerChanges, subject: customerOfPath },
  async ({ subject, body, member: { role, memberId }, now }) => {
    const customer = await changeCustomer(subject, body, { by: { role, memberId }, now });
    return reply(200, { customer: toCustomerBody(customer) });
  },
);
