import { isDeepStrictEqual } from 'node:util';
import { type Customer, type CustomerChange, withChange } from '../customers/customer.ts';
import {
  CustomerLost,
  findCustomer,
  findCustomerByPhone,
  PhoneTaken,
  saveCustomer,
} from '../customers/customer-store.ts';
import { dialledNumber } from '../customers/dialled-number.ts';
import { conflict, notFound } from '../kernel/problem.ts';
import { instant } from '../kernel/time.ts';
import { changeVisit } from './change-visit.ts';
import { editVisit } from './edit-visit.ts';
import { isOver } from './life.ts';
import { openVisitsOfCustomer } from './list-visits.ts';
import type { By, Visit } from './visit.ts';

interface CustomerEdit {
  readonly by: By;
  /** Epoch milliseconds. */
  readonly now: number;
}

const TRIES = 3;

/**
 * Changes what is known of a customer, and copies it to all visits of theirs that are not over, each of whose timelines
 * says so. Asked again after a crash in between it does what was left.
 * @throws Problem 409 with `conflictingCustomerId` when the number is somebody else's of the account
 */
export async function changeCustomer(
  customer: Customer,
  given: CustomerChange,
  edit: CustomerEdit,
): Promise<Customer> {
  const change = given.phone === undefined ? given : { ...given, phone: await dialledNumber(given.phone) };
  const changed = await save(customer, change, edit.now);
  for (const visit of await openVisitsOfCustomer(customer.customerId)) await copy(visit, change, edit);
  return changed;
}

async function save(customer: Customer, change: CustomerChange, now: number): Promise<Customer> {
  let before = customer;
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const changed = withChange(before, change);
    if (isDeepStrictEqual(changed, before)) return before;
    const after = { ...changed, updatedAt: instant(now) };
    try {
      await saveCustomer(before, after);
      return after;
    } catch (error) {
      if (error instanceof PhoneTaken) throw await taken(after);
      if (!(error instanceof CustomerLost)) throw error;
      before = await readAgain(customer);
    }
  }
  throw conflict('busy', 'Others keep changing this customer; try again.');
}

async function taken({ accountId, phone }: Customer): Promise<Error> {
  const other = await findCustomerByPhone(accountId, phone);
  return conflict('phone-taken', `This is the number of ${other?.name ?? 'another customer'}.`, {
    ...(other && { conflictingCustomerId: other.customerId }),
  });
}

async function readAgain({ accountId, customerId }: Customer): Promise<Customer> {
  const customer = await findCustomer(accountId, customerId);
  if (!customer) throw notFound();
  return customer;
}

const copy = (visit: Visit, change: CustomerChange, edit: CustomerEdit): Promise<Visit> =>
  changeVisit({ visit, now: edit.now }, (current) =>
    isOver(current.status)
      ? undefined
      : editVisit(current, { customer: withChange(current.customer, change) }, edit),
  );
