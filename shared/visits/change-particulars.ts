import type * as z from 'zod/mini';
import { resolveCustomer, whilePhonesAreTaken } from '../customers/resolve-customer.ts';
import type { Write } from '../kernel/table.ts';
import { without } from '../kernel/without.ts';
import type { Account } from '../team/account-store.ts';
import { addressAlertWrites, whileAlertsChange } from './address-alert.ts';
import { changeVisit } from './change-visit.ts';
import type { Edit } from './edit.ts';
import { type Edits, editVisit } from './edit-visit.ts';
import type { VisitChanges } from './particulars-contract.ts';
import { resolveAddress } from './resolve-address.ts';
import type { Address, Visit } from './visit.ts';
import { visitCustomer } from './visit-customer.ts';

type Changes = z.infer<typeof VisitChanges>;

/**
 * Changes what a visit is about. Looks up a new address or customer first, then decides and writes once.
 * @throws Problem
 */
export const changeParticulars = (
  visit: Visit,
  changes: Changes,
  account: Account,
  edit: Edit,
): Promise<Visit> =>
  whileOvertaken(async () => {
    const [address, { customer, writes }] = await Promise.all([
      newAddress(visit, changes.address, account),
      newCustomer(changes, account, edit.now),
    ]);
    const alerts = await addressAlertWrites(visit, address.address, edit.now);
    const edits = {
      ...without(changes, 'address', 'customer', 'customerId'),
      ...address,
      ...customer,
    } as Edits;
    const radiusMeters = account.settings.arrival.radiusMeters;
    return changeVisit({ visit, now: edit.now, radiusMeters }, (current) => {
      const outcome = editVisit(current, edits, edit);
      return outcome && { ...outcome, also: [...writes, ...alerts] };
    });
  });

/** Somebody else made the customer, or saw to the alert, in between: looked at again. */
const whileOvertaken = <T>(work: () => Promise<T>): Promise<T> =>
  whilePhonesAreTaken(() => whileAlertsChange(work));

/** The same line again, without a place, is the same address: nothing to look up. */
async function newAddress(
  visit: Visit,
  given: Changes['address'],
  account: Account,
): Promise<{ address?: Address }> {
  if (!given) return {};
  const known = visit.address;
  if (given.lat === undefined && given.line === known.line && known.verified) {
    return { address: { ...known, timeZone: given.timeZone ?? known.timeZone } };
  }
  return { address: await resolveAddress(given, account.settings.company.timeZone) };
}

async function newCustomer(
  { customer: details, customerId }: Changes,
  { accountId }: Account,
  now: number,
): Promise<{ customer?: Pick<Visit, 'customer'>; writes: readonly Write[] }> {
  if (!details && customerId === undefined) return { writes: [] };
  const { customer, writes } = await resolveCustomer(accountId, { customerId, details }, now);
  return { customer: { customer: visitCustomer(customer, details) }, writes };
}
