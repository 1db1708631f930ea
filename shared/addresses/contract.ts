import * as z from 'zod/mini';

/** The query of `GET /addresses`. */
export const AddressesQuery = z.object({
  query: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
});
