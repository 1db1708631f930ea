import type { Customer, CustomerDetails } from '../customers/customer.ts';
import type { VisitCustomer } from './visit.ts';

/** The customer as a visit keeps them: by the name this visit was booked under, whoever has the same phone. */
export function visitCustomer(customer: Customer, given: CustomerDetails | undefined): VisitCustomer {
  const email = given?.email ?? customer.email;
  return {
    customerId: customer.customerId,
    name: given?.name ?? customer.name,
    phone: customer.phone,
    ...(email !== undefined && { email }),
    ...(customer.preferences && { preferences: customer.preferences }),
  };
}
