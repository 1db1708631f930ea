import { showChanges } from '../../shared/live/show-change.ts';
import { liveOf } from '../../shared/tracking/live-store.ts';
import { stream } from '../runtime/stream.ts';

/** Live items, as they change. */
export const handler = stream((records, now) => {
  const changes = records.flatMap(({ dynamodb }) => {
    if (!dynamodb?.NewImage) return [];
    const live = liveOf(dynamodb.NewImage);
    return [{ visitId: live.visitId, live, sequence: dynamodb.SequenceNumber ?? '' }];
  });
  return showChanges(changes, now);
});
