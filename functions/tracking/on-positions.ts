import { isWatched } from '../../shared/live/watcher-store.ts';
import { followDrives, newsOf } from '../../shared/tracking/follow-drives.ts';
import { latestOf } from '../../shared/tracking/latest-items-store.ts';
import { stream } from '../runtime/stream.ts';

/** The technicians' latest positions, as they change. */
export const handler = stream((records, now) => {
  const latest = records.flatMap(({ dynamodb }) =>
    dynamodb?.NewImage ? [{ ...latestOf(dynamodb.NewImage), sequence: dynamodb.SequenceNumber ?? '' }] : [],
  );
  return followDrives(newsOf(latest), now, isWatched, toldEta);
});

/** Loaded only by the few batches in which somebody arrives. */
const toldEta = async (visitId: string) =>
  (await import('../../shared/messaging/told-eta.ts')).toldEta(visitId);
