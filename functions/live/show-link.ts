import { showChanges } from '../../shared/live/show-change.ts';
import { stream } from '../runtime/stream.ts';

/** What links show, as it changes, and links that are no more. */
export const handler = stream((records, now) => {
  const changes = records.flatMap(({ dynamodb }) => {
    const visitId = (dynamodb?.NewImage ?? dynamodb?.OldImage)?.['visitId']?.S;
    return visitId ? [{ visitId, sequence: dynamodb?.SequenceNumber ?? '' }] : [];
  });
  return showChanges(changes, now);
});
