import type { Customer } from './customer.ts';
import { findCustomerByPhone, listCustomerKeys, readCustomers } from './customer-store.ts';
import { dialledNumber } from './dialled-number.ts';

const PAGE_SIZE = 50;
/** Names looked at for one answer; a search through more goes on with its cursor. */
const KEYS_A_QUERY = 500;
const QUERIES = 4;

export interface CustomerPage {
  readonly customers: readonly Customer[];
  /** The sort key after which the list goes on. */
  readonly last?: string;
}

/**
 * An account's customers in order of name; with a query, those with it in their name, or with exactly that number.
 */
export async function searchCustomers(
  accountId: string,
  query: string | undefined,
  after: string | undefined,
): Promise<CustomerPage> {
  if (query?.startsWith('+')) {
    const customer = await findCustomerByPhone(accountId, await dialledNumber(query));
    return { customers: customer ? [customer] : [] };
  }
  const wanted = query?.toLowerCase();
  const { ids, last } = await collect(accountId, wanted, after);
  const customers = await readCustomers(ids);
  return { customers, ...(last !== undefined && { last }) };
}

async function collect(accountId: string, wanted: string | undefined, after: string | undefined) {
  const ids: string[] = [];
  let last = after;
  for (let query = 0; query < QUERIES; query++) {
    const page = await listCustomerKeys(accountId, last, wanted ? KEYS_A_QUERY : PAGE_SIZE + 1);
    for (const { customerId, sortKey } of page.entries) {
      if (ids.length === PAGE_SIZE) return { ids, last };
      if (!wanted || nameIn(sortKey).includes(wanted)) ids.push(customerId);
      last = sortKey;
    }
    if (!page.more) return { ids, last: undefined };
  }
  return { ids, last };
}

const nameIn = (sortKey: string) => sortKey.slice(0, sortKey.lastIndexOf('#'));
