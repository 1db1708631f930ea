import type * as z from 'zod/mini';
import { resolveCustomer, whilePhonesAreTaken } from '../customers/resolve-customer.ts';
import { type Idempotency, idempotencyWrite } from '../kernel/idempotency-store.ts';
import { newId } from '../kernel/ids.ts';
import { transact } from '../kernel/table.ts';
import type { Account } from '../team/account-store.ts';
import type { Member } from '../team/member.ts';
import { newAddressAlert } from './address-alert.ts';
import { assignedTechnicians } from './assigned-technicians.ts';
import { draftVisit, firstFacts } from './draft-visit.ts';
import { ExternalIdTaken, externalIdWrites, findByExternalId } from './external-store.ts';
import type { NewVisit } from './particulars-contract.ts';
import { resolveAddress } from './resolve-address.ts';
import { maySendLinks, mustBeAllowedToSendLinks } from './send-permission.ts';
import type { By, Visit } from './visit.ts';
import { visitCustomer } from './visit-customer.ts';
import { findVisit, saveVisit } from './visit-store.ts';

interface Creation {
  readonly input: z.infer<typeof NewVisit>;
  readonly account: Account;
  readonly member: Member;
  readonly by: By;
  readonly secret: string;
  readonly now: number;
  readonly idempotency?: Idempotency | undefined;
}

interface Created {
  readonly visit: Visit;
  /** False when the external id was known: the visit is the one that exists. */
  readonly created: boolean;
}

/**
 * Creates a visit with its link, and a customer where there is none of that number.
 * @throws Problem 403 for sending without permission, 422 for technicians or customers that are not there
 */
export async function createVisit(creation: Creation): Promise<Created> {
  const { input, account, member } = creation;
  if (input.sendLink) mustBeAllowedToSendLinks(member, account.settings);
  const known = await existing(creation);
  if (known) return known;
  const [address, technicians] = await Promise.all([
    resolveAddress(input.address, account.settings.company.timeZone),
    assignedTechnicians(account.accountId, input.technicianIds ?? []),
  ]);
  try {
    return await whilePhonesAreTaken(() => save(creation, { address, technicians }));
  } catch (error) {
    const meanwhile = error instanceof ExternalIdTaken ? await existing(creation) : undefined;
    if (meanwhile) return meanwhile;
    throw error;
  }
}

async function existing({ input, account, idempotency }: Creation): Promise<Created | undefined> {
  if (input.externalId === undefined) return undefined;
  const visitId = await findByExternalId(account.accountId, input.externalId);
  const visit = visitId && (await findVisit(visitId));
  if (!visit) return undefined;
  if (idempotency) await transact([idempotencyWrite(idempotency, { visitId: visit.visitId })]);
  return { visit, created: false };
}

async function save(
  { input, account, member, by, secret, now, idempotency }: Creation,
  found: Pick<Visit, 'address' | 'technicians'>,
): Promise<Created> {
  const { accountId, settings } = account;
  const { customer, writes } = await resolveCustomer(
    accountId,
    { customerId: input.customerId, details: input.customer },
    now,
  );
  const visitId = newId('visit');
  const shown = visitCustomer(customer, input.customer);
  const visit = draftVisit({ visitId, accountId, input, customer: shown, ...found, secret, now });
  const sendLink = input.sendLink ?? (settings.messages.booked.enabled && maySendLinks(member, settings));
  await saveVisit({
    after: visit,
    facts: firstFacts(visit, by, sendLink),
    now,
    also: [
      ...writes,
      ...externalIdWrites(visit),
      ...newAddressAlert(visit, now),
      ...(idempotency ? [idempotencyWrite(idempotency, { visitId })] : []),
    ],
  });
  return { visit, created: true };
}
