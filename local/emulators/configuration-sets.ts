import * as z from 'zod/mini';
import type { Store } from './emulator.ts';

/** A configuration set of SES, and which events of its mails go to the bus. */
export const CONFIGURATION_SET_ROW = z.object({ told: z.array(z.string()) });

const COLLECTION = 'configuration-sets';

/** Lets mails be sent with a set, as the template says. */
export const declareConfigurationSet = (
  store: Store,
  { name, told }: { readonly name: string; readonly told: readonly string[] },
): void => store.put(COLLECTION, name, { told });

/** What is told of mails that are sent with a set; undefined when there is none of that name. */
export const toldBySet = (store: Store, name: string): readonly string[] | undefined =>
  store.get<z.output<typeof CONFIGURATION_SET_ROW>>(COLLECTION, name)?.told;
