import { randomUUID } from 'node:crypto';
import type { World } from './emulator.ts';

/** A message that left the system, as the network would have delivered it. */
export interface OutboxMessage {
  readonly channel: 'sms' | 'push' | 'email';
  readonly to: string;
  readonly text: string;
  /** ISO 8601, by the stack's clock. */
  readonly at: string;
}

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
