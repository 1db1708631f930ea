import * as z from 'zod/mini';
import type { Store } from './emulator.ts';

/** What is known of an address, where it is not that a mail arrives there. */
export const MAILBOX_ROW = z.strictObject({
  /** Nobody has it, or has it any more. */
  gone: z.optional(z.literal(true)),
  /** SES sends nothing there since a mail came back for good: the account's suppression list. */
  suppressed: z.optional(z.literal(true)),
});
type Mailbox = Readonly<z.output<typeof MAILBOX_ROW>>;

const COLLECTION = 'mailboxes';
const keyOf = (address: string) => address.toLowerCase();
const mailbox = (store: Store, address: string): Mailbox | undefined =>
  store.get<Mailbox>(COLLECTION, keyOf(address));

/** The mailbox simulator's addresses, with or without a label. */
const SIMULATOR = /^(\w+)(?:\+[^@]*)?@simulator\.amazonses\.com$/i;

/** An address that may be written to from the sandbox, for nobody reads there. */
export const isSimulator = (address: string): boolean => SIMULATOR.test(address);

/** What comes of mails: they arrive, come back, are called spam, or do not leave at all. */
export type Fate = 'arrives' | 'bounces' | 'complains' | 'suppressed';
const BY_NAME: Readonly<Record<string, Fate>> = {
  bounce: 'bounces',
  complaint: 'complains',
  suppressionlist: 'suppressed',
};

export function fateOf(store: Store, address: string): Fate {
  const [, name = ''] = SIMULATOR.exec(address) ?? [];
  const { gone, suppressed } = mailbox(store, address) ?? {};
  if (suppressed) return 'suppressed';
  return BY_NAME[name.toLowerCase()] ?? (gone ? 'bounces' : 'arrives');
}

/** Has nobody read at an address any more, or somebody again, who has SES send there again too. */
export function setMailbox(store: Store, address: string, gone: boolean): void {
  if (gone) store.put(COLLECTION, keyOf(address), { gone } satisfies Mailbox);
  else store.delete(COLLECTION, keyOf(address));
}

/** A mail came back from there, or was called spam. The simulator's addresses are on no list. */
export function suppressMailbox(store: Store, address: string): void {
  if (isSimulator(address)) return;
  store.put(COLLECTION, keyOf(address), { ...mailbox(store, address), suppressed: true });
}
