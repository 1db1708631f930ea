import * as z from 'zod/mini';

export const AddressSuggestions = z
  .object({
    addresses: z.array(z.object({ line: z.string(), precise: z.boolean() })),
  })
  .register(z.globalRegistry, {
    id: 'AddressSuggestions',
    description:
      'The likeliest first, near the company’s latest visits. precise: it names one door; of others, such as a street, a ' +
      'number is missing. Where it is, is looked up when it is used.',
  });
