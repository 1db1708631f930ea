import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { sha256 } from '../kernel/ids.ts';
import { documents, recordsTable } from '../kernel/table.ts';
import { instant } from '../kernel/time.ts';
import type { Suppression } from './message.ts';

/** Why nothing goes to an address any more, whoever would write. */
export type MailStop = Extract<Suppression, 'bounced' | 'opted_out'>;

/** Addresses are told apart as mail programs show them; who reads the table has none of them. */
const stopKey = (address: string) => ({ pk: `MAIL#${sha256(address.toLowerCase())}`, sk: 'MAIL' });

/** Nothing goes there from now on: mails to it come back, or whoever reads them called one spam. */
export async function stopMailTo(address: string, reason: MailStop, now: number): Promise<void> {
  const Item = { ...stopKey(address), type: 'mail-stop', schema: 1, reason, at: instant(now) };
  await documents.send(new PutCommand({ TableName: recordsTable(), Item }));
}

/** Why nothing goes to this address; undefined when it does. */
export async function findMailStop(address: string): Promise<MailStop | undefined> {
  const { Item } = await documents.send(
    new GetCommand({ TableName: recordsTable(), Key: stopKey(address), ConsistentRead: true }),
  );
  return Item?.['reason'] as MailStop | undefined;
}

/** Somebody wants mails again who reads them there. */
export const resumeMailTo = (address: string) =>
  documents.send(new DeleteCommand({ TableName: recordsTable(), Key: stopKey(address) }));
