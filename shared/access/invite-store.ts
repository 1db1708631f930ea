import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { notFound } from '../kernel/problem.ts';
import { documents, recordsTable, type Write } from '../kernel/table.ts';
import { epoch, type Instant, ttl } from '../kernel/time.ts';
import type { Invite, Member } from '../team/member.ts';

const inviteKey = (hash: string) => ({ pk: `INVITE#${hash}`, sk: 'INVITE' });

/** That whoever has the token may become this member. */
export const inviteWrite = ({ memberId, accountId }: Member, { hash, expiresAt }: Invite): Write => ({
  Put: {
    TableName: recordsTable(),
    Item: {
      ...inviteKey(hash),
      type: 'invite',
      schema: 1,
      memberId,
      accountId,
      until: expiresAt,
      expiresAt: ttl(epoch(expiresAt)),
    },
  },
});

/** That nobody may any more. */
export const inviteEnd = ({ hash }: Invite): Write => ({
  Delete: { TableName: recordsTable(), Key: inviteKey(hash) },
});

/** The same for whoever accepts it: once. */
export const inviteUsed = ({ hash }: Invite): Write => ({
  Delete: {
    TableName: recordsTable(),
    Key: inviteKey(hash),
    ConditionExpression: 'attribute_exists(pk)',
  },
  otherwise: () => notFound(),
});

/** Whom a token lets in; one read, whatever it is. @param hash SHA-256 of the token @param now epoch ms */
export async function findInvited(hash: string, now: number): Promise<string | undefined> {
  const { Item } = await documents.send(
    new GetCommand({ TableName: recordsTable(), Key: inviteKey(hash), ConsistentRead: true }),
  );
  return Item && epoch(Item['until'] as Instant) > now ? (Item['memberId'] as string) : undefined;
}
