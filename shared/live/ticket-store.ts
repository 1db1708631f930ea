import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { sha256 } from '../kernel/ids.ts';
import { documents, positionsTable } from '../kernel/table.ts';
import { ttl } from '../kernel/time.ts';
import type { Bearer } from './ticket.ts';

/** The table holds what a ticket hashes to: whoever reads it cannot come in. */
const ticketKey = (ticket: string) => ({ pk: `TICKET#${sha256(ticket)}`, sk: 'TICKET' });

/** @param until epoch ms: from then on it lets nobody in */
export async function saveTicket(
  ticket: string,
  { memberId, accountId }: Bearer,
  until: number,
): Promise<void> {
  const Item = {
    ...ticketKey(ticket),
    type: 'ticket',
    schema: 1,
    memberId,
    accountId,
    until,
    expiresAt: ttl(until),
  };
  await documents.send(new PutCommand({ TableName: positionsTable(), Item }));
}

/** Takes a ticket, which nobody can do again; undefined when it is used, too old or unknown at `now` (epoch ms). */
export async function takeTicket(ticket: string, now: number): Promise<Bearer | undefined> {
  const { Attributes: taken } = await documents.send(
    new DeleteCommand({ TableName: positionsTable(), Key: ticketKey(ticket), ReturnValues: 'ALL_OLD' }),
  );
  return taken && (taken['until'] as number) > now ? (taken as Bearer & typeof taken) : undefined;
}
