import type { Alert } from '../alerts/alert.ts';
import { without } from '../kernel/without.ts';
import type { Visit } from '../visits/visit.ts';
import { toVisitBody } from '../visits/visit-body.ts';
import type { ToldFact } from './delivery.ts';
import type { Webhook } from './webhook.ts';

/** What a fact is about, as it is when it is told. */
export interface About {
  readonly visit?: Visit | undefined;
  readonly alert?: Alert | undefined;
}

/**
 * What a receiver is told: the fact, and what it is about as it is now. Never a position, a link or its token, nor
 * notes, which are the company's own.
 */
export function payloadOf(fact: ToldFact, { visit, alert }: About, webhook: Webhook) {
  const { includeCustomer } = webhook;
  return {
    type: fact.kind,
    timestamp: fact.at,
    data: {
      ...without(fact, 'kind', 'at'),
      ...(visit && { visit: visitFor(visit, includeCustomer) }),
      ...(alert && includeCustomer && { text: alert.text }),
    },
  };
}

/** Without the customer, who it is stays an id, and what people typed about the visit stays away as well. */
function visitFor(visit: Visit, includeCustomer: boolean) {
  const { customer, address, hold, completionReason, ...rest } = without(
    toVisitBody(visit),
    'notes',
    'undoableUntil',
  );
  const { customerId } = customer;
  if (!includeCustomer) {
    return {
      ...rest,
      ...(hold && { hold: { since: hold.since } }),
      customer: { customerId },
      address: { timeZone: address.timeZone },
    };
  }
  const { name, phone, email, language } = customer;
  return {
    ...rest,
    ...(hold && { hold }),
    ...(completionReason !== undefined && { completionReason }),
    customer: { customerId, name, phone, ...(email && { email }), ...(language && { language }) },
    address,
  };
}
