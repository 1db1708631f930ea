import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { DriveElsewhere } from '../drives/drive-store.ts';
import { documents, recordsTable, transact, type Write } from '../kernel/table.ts';
import { without } from '../kernel/without.ts';
import { assignmentWrites } from './assignment-store.ts';
import { driveWrite } from './drive-write.ts';
import { factWrite } from './fact-store.ts';
import { linkWrites } from './link-store.ts';
import type { Fact, Visit } from './visit.ts';

export const visitKey = (visitId: string) => ({ pk: `VISIT#${visitId}`, sk: 'VISIT' });

/** Ids come from callers too; what is too long for a key is nobody's id. */
const MAX_ID_LENGTH = 128;

/** A visit as it stands, read consistently. */
export async function findVisit(visitId: string): Promise<Visit | undefined> {
  if (visitId.length > MAX_ID_LENGTH) return undefined;
  const { Item } = await documents.send(
    new GetCommand({ TableName: recordsTable(), Key: visitKey(visitId), ConsistentRead: true }),
  );
  return Item && toVisit(Item);
}

/** A stored item without what belongs to the table alone. */
export const toVisit = (item: Record<string, unknown>): Visit =>
  without(item, 'pk', 'sk', 'type', 'schema', 'gsi1pk', 'gsi1sk', 'gsi2pk', 'gsi2sk') as unknown as Visit;

/** Thrown when somebody else changed the visit since it was read: decide again on the newer copy. */
export class VersionLost extends Error {}

/** A change of a visit: what it was (absent for a new one), what it becomes, and what goes on the timeline. */
export interface VisitChange {
  readonly before?: Visit;
  readonly after: Visit;
  readonly facts: readonly Fact[];
  /** Epoch milliseconds. */
  readonly now: number;
  /** The arrival circle, in metres; needed for whatever may put a visit en route. */
  readonly radiusMeters?: number;
  /** Further writes of the same transaction. */
  readonly also?: readonly Write[];
}

/**
 * Writes a change with all it entails (timeline, link, index entries, the technician's drive) in one transaction.
 * @throws VersionLost when the visit is no longer what it was
 * @throws Problem 409 with `conflictingVisitId` when the technician is en route to another visit
 */
export async function saveVisit(change: VisitChange): Promise<void> {
  const drive = driveWrite(change);
  const rest = [
    ...change.facts.map(factWrite),
    ...linkWrites(change.before, change.after),
    ...assignmentWrites(change.before, change.after),
    ...(change.also ?? []),
  ];
  try {
    await transact([visitWrite(change), ...(drive ? [drive] : []), ...rest]);
  } catch (error) {
    if (!(error instanceof DriveElsewhere)) throw error;
    await transact([visitWrite(change), ...rest]);
  }
}

const visitWrite = ({ before, after }: VisitChange): Write => ({
  Put: {
    TableName: recordsTable(),
    Item: { ...visitKey(after.visitId), type: 'visit', schema: 1, ...after, ...indexKeys(after) },
    ...(before
      ? { ConditionExpression: 'version = :was', ExpressionAttributeValues: { ':was': before.version } }
      : { ConditionExpression: 'attribute_not_exists(pk)' }),
  },
  otherwise: () => new VersionLost(),
});

const indexKeys = ({ accountId, customer, window, visitId }: Visit) => ({
  gsi1pk: `ACCOUNT#${accountId}#${monthOf(window.start)}`,
  gsi1sk: `${window.start}#${visitId}`,
  gsi2pk: `CUSTOMER#${customer.customerId}`,
  gsi2sk: `${window.start}#${visitId}`,
});

/** The UTC month that an index partition holds, `yyyy-mm`. */
export const monthOf = (at: string): string => at.slice(0, 7);
