import type { Customer, CustomerDetails } from '../customers/customer.ts';
import type { VisitCustomer } from './visit.ts';

/**
 * The customer as a visit keeps them: by the name and in the language this visit was booked under, whoever has the
 * same phone.
 */
export function visitCustomer(customer: Customer, given: CustomerDetails | undefined): VisitCustomer {
  const email = given?.email ?? customer.email;
  const language = given?.language ?? customer.language;
  return {
    customerId: customer.customerId,
    name: given?.name ?? customer.name,
    phone: customer.phone,
    ...(email !== undefined && { email }),
    ...(language !== undefined && { language }),
    ...(customer.preferences && { preferences: customer.preferences }),
  };
}
