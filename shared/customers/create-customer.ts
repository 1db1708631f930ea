import { type Idempotency, idempotencyWrite } from '../kernel/idempotency-store.ts';
import { transact } from '../kernel/table.ts';
import type { Customer, CustomerDetails } from './customer.ts';
import { resolveCustomer, whilePhonesAreTaken } from './resolve-customer.ts';

/** Creates a customer, or finds the one who has this number already. */
export const createCustomer = (
  accountId: string,
  details: CustomerDetails,
  now: number,
  idempotency?: Idempotency,
): Promise<{ customer: Customer; created: boolean }> =>
  whilePhonesAreTaken(async () => {
    const { customer, writes } = await resolveCustomer(accountId, { details }, now);
    const guard = idempotency ? [idempotencyWrite(idempotency, { customerId: customer.customerId })] : [];
    if (writes.length + guard.length > 0) await transact([...writes, ...guard]);
    return { customer, created: writes.length > 0 };
  });
