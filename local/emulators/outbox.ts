import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import type { World } from './emulator.ts';

/** A message that left the system, as the network would have delivered it. */
export const OUTBOX_ROW = z.object({
  channel: z.enum(['sms', 'push', 'email']),
  to: z.string(),
  text: z.string(),
  /** Of a mail. */
  subject: z.optional(z.string()),
  /** Of a mail: how it looks. */
  html: z.optional(z.string()),
  /** By the stack's clock. */
  at: z.iso.datetime(),
});
export type OutboxMessage = Readonly<z.output<typeof OUTBOX_ROW>>;

/** The collection of the store all sending services write to; its keys sort by time. */
export const OUTBOX = 'outbox';

let sent = 0;

/** Puts a message into the outbox; on disk when it returns. @returns the service's message id. */
export function putInOutbox(world: World, message: Omit<OutboxMessage, 'at'>): string {
  const id = randomUUID();
  const at = new Date(world.now()).toISOString();
  sent += 1;
  world.store.put(OUTBOX, `${at}-${String(sent).padStart(9, '0')}-${id}`, { ...message, at });
  return id;
}
