import { createHmac } from 'node:crypto';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { sha256 } from '../kernel/ids.ts';
import { publicOrigin } from '../kernel/public-origin.ts';
import { documents, recordsTable } from '../kernel/table.ts';
import { DAY, ttl } from '../kernel/time.ts';
import type { Addressed } from './dependencies.ts';

const TOKEN_LENGTH = 22;
/** A mail may be read late. Each new one renews it. */
const KEPT = 400 * DAY;

/** Whose mails a link in them ends. */
export type MailReader = Addressed;

/** 132 bits of an HMAC, as a tracking link's: it cannot be guessed, need not be stored, and opens nothing else. */
export const unsubscribeToken = (secret: string, { customerId }: MailReader): string =>
  createHmac('sha256', secret).update(`unsubscribe|${customerId}`).digest('base64url').slice(0, TOKEN_LENGTH);

export const unsubscribeUrl = (token: string): string => `${publicOrigin()}/unsubscribe/${token}`;

const readerKey = (token: string) => ({ pk: `UNSUBSCRIBE#${sha256(token)}`, sk: 'UNSUBSCRIBE' });

/** Lets a link in a mail to a customer lead to them. @param now epoch ms */
export async function keepReader(
  token: string,
  { accountId, customerId }: MailReader,
  now: number,
): Promise<void> {
  const Item = {
    ...readerKey(token),
    type: 'unsubscribe',
    schema: 1,
    accountId,
    customerId,
    expiresAt: ttl(now + KEPT),
  };
  await documents.send(new PutCommand({ TableName: recordsTable(), Item }));
}

/** Whose mails this link ends; a malformed token costs the same read as an unknown one. */
export async function findReader(token: string, now: number): Promise<MailReader | undefined> {
  const { Item } = await documents.send(
    new GetCommand({ TableName: recordsTable(), Key: readerKey(token), ConsistentRead: true }),
  );
  if (!Item || Item['expiresAt'] <= now / 1000) return undefined;
  return { accountId: Item['accountId'], customerId: Item['customerId'] };
}
