import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { AddressSuggestions } from '../../addresses/answers.ts';
import { AddressesQuery } from '../../addresses/contract.ts';
import { staffOperation } from './operation.ts';

/** What somebody who types an address may mean. */
export const addressPaths: ZodOpenApiPathsObject = {
  '/addresses': {
    get: staffOperation({
      id: 'suggestAddresses',
      tag: 'Visits',
      summary: 'What an address that is being typed may become',
      description: 'Owner, dispatcher. query: from three letters on; for fewer there is no suggestion.',
      query: AddressesQuery,
      answers: { 200: AddressSuggestions },
    }),
  },
};
