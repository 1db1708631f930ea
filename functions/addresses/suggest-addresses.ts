import { AddressesQuery } from '../../shared/addresses/contract.ts';
import { type Complete, suggestAddresses } from '../../shared/addresses/suggest-addresses.ts';
import { reply } from '../runtime/reply.ts';
import { staff } from '../runtime/staff.ts';

const complete: Complete = async (asked) => {
  const { completeAddress } = await import('../../shared/addresses/complete-client.ts');
  return completeAddress(asked);
};

/** GET /addresses: what an address that is being typed may become. */
export const handler = staff({ query: AddressesQuery }, async ({ query, account, now }) =>
  reply(200, { addresses: await suggestAddresses(query.query, account, now, complete) }),
);
