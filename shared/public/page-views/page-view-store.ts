import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { conditionFailed, documents, recordsTable, throughConflicts } from '../../kernel/table.ts';

/** Nobody's visit is looked at by more people; whoever pretends otherwise fills no table. */
const MOST_VIEWERS = 300;

/**
 * Counts one view of a visit's page, unless this viewer (of a day) was counted already: one conditional write.
 * @returns whether it counted
 */
export async function countPageView(visitId: string, viewer: string): Promise<boolean> {
  try {
    await throughConflicts(() =>
      documents.send(
        new UpdateCommand({
          TableName: recordsTable(),
          Key: { pk: `VISIT#${visitId}`, sk: 'PAGE-VIEWS' },
          UpdateExpression: 'SET #type = :type, #schema = :one ADD pageViews :one, viewers :viewers',
          ConditionExpression:
            'attribute_not_exists(viewers) OR (NOT contains(viewers, :viewer) AND size(viewers) < :most)',
          ExpressionAttributeNames: { '#type': 'type', '#schema': 'schema' },
          ExpressionAttributeValues: {
            ':type': 'page-views',
            ':one': 1,
            ':viewers': new Set([viewer]),
            ':viewer': viewer,
            ':most': MOST_VIEWERS,
          },
        }),
      ),
    );
    return true;
  } catch (error) {
    if (conditionFailed(error)) return false;
    throw error;
  }
}
