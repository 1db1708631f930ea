import { randomUUID } from 'node:crypto';
import type { Store, World } from './emulator.ts';

const OPTED_OUT = 'sms-opted-out';
const STOP = new Set(['STOP', 'STOPALL', 'END', 'CANCEL', 'QUIT', 'UNSUBSCRIBE']);
const START = new Set(['START', 'UNSTOP', 'YES']);

/** Whether texts to this number are dropped. */
export function isOptedOut(store: Store, phone: string): boolean {
  return store.get(OPTED_OUT, phone) !== undefined;
}

/** The numbers on the list, in order. */
export function listOptedOut(store: Store): string[] {
  return store.list(OPTED_OUT).map(({ key }) => key);
}

/** Takes a number off the list. */
export function optIn(store: Store, phone: string): void {
  store.delete(OPTED_OUT, phone);
}

/** Where the account's number tells what came in. */
export const repliesTopic = ({ region, accountId }: Pick<World, 'region' | 'accountId'>): string =>
  `arn:aws:sns:${region}:${accountId}:replies`;

/**
 * A customer answers by text, as the carrier's keyword handling would read it, and the number's topic is told.
 * @param from E.164 @returns what the answer did: words that mean nothing change nothing.
 */
export function replyByText(world: World, from: string, text: string): 'opted_out' | 'opted_in' | 'ignored' {
  const inbound = {
    originationNumber: from,
    destinationNumber: '+12065550100',
    messageKeyword: 'keyword_local',
    messageBody: text,
    inboundMessageId: randomUUID(),
  };
  world.tell(repliesTopic(world), JSON.stringify(inbound));
  const word = text.trim().toUpperCase();
  if (STOP.has(word)) {
    world.store.put(OPTED_OUT, from, { since: new Date(world.now()).toISOString() });
    return 'opted_out';
  }
  if (!START.has(word)) return 'ignored';
  optIn(world.store, from);
  return 'opted_in';
}
