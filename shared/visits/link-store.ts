import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { documents, recordsTable, type Write } from '../kernel/table.ts';
import { epoch, type Instant, ttl } from '../kernel/time.ts';
import { type LinkView, linkView } from './link-view.ts';
import type { Visit } from './visit.ts';

/** What is stored under a link's hash: the view, and beside it what steers the public side without being shown. */
export interface LinkItem {
  readonly visitId: string;
  readonly accountId: string;
  /** Only while en route: which live item belongs to it. */
  readonly trip?: number;
  /** From then on it is as if the link had never existed. */
  readonly until: Instant;
  /** Of the address: the times of a page that does not show the address any more are still told in it. */
  readonly timeZone: string;
  readonly view: LinkView;
  /** Once it is done the view says nothing of the work: its page still tells the customer what it was. */
  readonly job?: string;
}

const linkKey = (hash: string) => ({ pk: `LINK#${hash}`, sk: 'LINK' });

/** A link by the hash of its token, read consistently; whether it may still be shown is `isViewable`'s to say. */
export async function findLink(hash: string): Promise<LinkItem | undefined> {
  const { Item } = await documents.send(
    new GetCommand({ TableName: recordsTable(), Key: linkKey(hash), ConsistentRead: true }),
  );
  return Item as LinkItem | undefined;
}

/** DynamoDB deletes what has expired days late, so every reader asks. `now` in epoch milliseconds. */
export const isViewable = (link: Pick<LinkItem, 'until'>, now: number): boolean => now < epoch(link.until);

/** What the change from `before` to `after` means for the link: replaced, deleted, or its view renewed. */
export function linkWrites(before: Visit | undefined, after: Visit): Write[] {
  const replaced = before && before.link.hash !== after.link.hash;
  const old = replaced && before.status !== 'cancelled' ? [remove(before.link.hash)] : [];
  if (after.status === 'cancelled') return before?.status === 'cancelled' ? [] : [remove(after.link.hash)];
  return [...old, put(after)];
}

const remove = (hash: string): Write => ({ Delete: { TableName: recordsTable(), Key: linkKey(hash) } });

const put = (visit: Visit): Write => ({
  Put: {
    TableName: recordsTable(),
    Item: {
      ...linkKey(visit.link.hash),
      type: 'link',
      schema: 1,
      visitId: visit.visitId,
      accountId: visit.accountId,
      ...(visit.status === 'en_route' && { trip: visit.trip }),
      until: visit.link.expiresAt,
      timeZone: visit.address.timeZone,
      expiresAt: ttl(epoch(visit.link.expiresAt)),
      view: linkView(visit),
      ...(visit.status === 'completed' && visit.job !== undefined && { job: visit.job }),
    },
  },
});
