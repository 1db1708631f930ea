import { GetCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { readAll } from '../kernel/batch-store.ts';
import { newId } from '../kernel/ids.ts';
import { documents, recordsTable, transact, type Write } from '../kernel/table.ts';
import { instant } from '../kernel/time.ts';
import { without } from '../kernel/without.ts';
import type { Customer, CustomerDetails } from './customer.ts';
import type { Preferences } from './preferences.ts';

const MAX_ID_LENGTH = 128;

const customerKey = (customerId: string) => ({ pk: `CUSTOMER#${customerId}`, sk: 'CUSTOMER' });
const phoneKey = (accountId: string, phone: string) => ({ pk: `PHONE#${accountId}#${phone}`, sk: 'PHONE' });
const sortKey = ({ name, customerId }: Customer) => `${name.toLowerCase()}#${customerId}`;

const toCustomer = (item: Record<string, unknown>): Customer =>
  without(item, 'pk', 'sk', 'type', 'schema', 'gsi1pk', 'gsi1sk') as unknown as Customer;

/** A customer of this account; somebody else's does not exist. */
export async function findCustomer(accountId: string, customerId: string): Promise<Customer | undefined> {
  if (customerId.length > MAX_ID_LENGTH) return undefined;
  const item = await get(customerKey(customerId));
  return item?.['accountId'] === accountId ? toCustomer(item) : undefined;
}

/** The account's customer with this number. */
export async function findCustomerByPhone(accountId: string, phone: string): Promise<Customer | undefined> {
  const pointer = await get(phoneKey(accountId, phone));
  return pointer && findCustomer(accountId, pointer['customerId'] as string);
}

async function get(Key: Record<string, string>): Promise<Record<string, unknown> | undefined> {
  const { Item } = await documents.send(
    new GetCommand({ TableName: recordsTable(), Key, ConsistentRead: true }),
  );
  return Item;
}

/** Writes down what a customer has chosen; a fault when there is no such customer. */
export async function savePreferences(customerId: string, preferences: Preferences): Promise<void> {
  await documents.send(
    new UpdateCommand({
      TableName: recordsTable(),
      Key: customerKey(customerId),
      UpdateExpression: 'SET preferences = :preferences',
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeValues: { ':preferences': preferences },
    }),
  );
}

export const newCustomer = (accountId: string, details: CustomerDetails, now: number): Customer => ({
  customerId: newId('customer'),
  accountId,
  name: details.name,
  phone: details.phone,
  ...(details.email !== undefined && { email: details.email }),
  ...(details.language !== undefined && { language: details.language }),
  createdAt: instant(now),
  updatedAt: instant(now),
});

/** Thrown when somebody else has just made a customer of this number: look again. */
export class PhoneTaken extends Error {}
/** Thrown when somebody else changed the customer since they were read: decide again. */
export class CustomerLost extends Error {}

const putPhone = ({ accountId, phone, customerId }: Customer): Write => ({
  Put: {
    TableName: recordsTable(),
    Item: { ...phoneKey(accountId, phone), type: 'phone', schema: 1, customerId },
    ConditionExpression: 'attribute_not_exists(pk)',
  },
  otherwise: () => new PhoneTaken(),
});

/** A new customer and the claim of its number, for the transaction that needs it. */
export const customerWrites = (customer: Customer): Write[] => [
  putPhone(customer),
  {
    Put: {
      TableName: recordsTable(),
      Item: {
        ...customerKey(customer.customerId),
        type: 'customer',
        schema: 1,
        gsi1pk: `CUSTOMERS#${customer.accountId}`,
        gsi1sk: sortKey(customer),
        ...customer,
      },
    },
  },
];

/**
 * Writes down a customer who has changed; with another number, the claim of it, and the old one is free again. What they
 * chose to be told is theirs to change meanwhile.
 * @throws PhoneTaken when somebody has the number; CustomerLost when it is not any more as it was read
 */
export function saveCustomer(before: Customer, after: Customer): Promise<void> {
  const { accountId, customerId } = after;
  const moved = before.phone !== after.phone;
  const claim = moved ? [putPhone(after)] : [];
  const release: Write[] = moved
    ? [{ Delete: { TableName: recordsTable(), Key: phoneKey(accountId, before.phone) } }]
    : [];
  const optional = (['email', 'language'] as const).filter((name) => after[name] === undefined);
  const set = {
    ...without(after, 'customerId', 'accountId', 'createdAt', 'preferences'),
    gsi1sk: sortKey(after),
  };
  const names = Object.keys(set);
  const update: Write = {
    Update: {
      TableName: recordsTable(),
      Key: customerKey(customerId),
      UpdateExpression: [
        `SET ${names.map((name) => `#${name} = :${name}`).join(', ')}`,
        ...(optional.length > 0 ? [`REMOVE ${optional.map((name) => `#${name}`).join(', ')}`] : []),
      ].join(' '),
      ConditionExpression: '#updatedAt = :was AND #phone = :number',
      ExpressionAttributeNames: Object.fromEntries([...names, ...optional].map((name) => [`#${name}`, name])),
      ExpressionAttributeValues: {
        ':was': before.updatedAt,
        ':number': before.phone,
        ...Object.fromEntries(Object.entries(set).map(([name, value]) => [`:${name}`, value])),
      },
    },
    otherwise: () => new CustomerLost(),
  };
  return transact([update, ...claim, ...release]);
}

/** One page of the index: the keys of customers by name, and where it goes on. */
export interface CustomerKeys {
  readonly entries: readonly { readonly customerId: string; readonly sortKey: string }[];
  readonly more: boolean;
}

/** An account's customers in order of name, after a sort key. */
export async function listCustomerKeys(
  accountId: string,
  after: string | undefined,
  limit: number,
): Promise<CustomerKeys> {
  const { Items = [], LastEvaluatedKey } = await documents.send(
    new QueryCommand({
      TableName: recordsTable(),
      IndexName: 'by-account',
      KeyConditionExpression: 'gsi1pk = :all AND gsi1sk > :after',
      ExpressionAttributeValues: { ':all': `CUSTOMERS#${accountId}`, ':after': after ?? ' ' },
      Limit: limit,
    }),
  );
  const entries = Items.map((item) => ({
    customerId: String(item['pk']).slice('CUSTOMER#'.length),
    sortKey: String(item['gsi1sk']),
  }));
  return { entries, more: LastEvaluatedKey !== undefined };
}

/** Customers by their ids, in this order. */
export const readCustomers = async (customerIds: readonly string[]): Promise<Customer[]> =>
  (await readAll(customerIds.map(customerKey))).map(toCustomer);
