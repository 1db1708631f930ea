import { isWatched } from '../../shared/live/watcher-store.ts';
import { followDrives, newsOf } from '../../shared/tracking/follow-drives.ts';
import { followStays, staysOf } from '../../shared/tracking/follow-stays.ts';
import { latestOf } from '../../shared/tracking/latest-items-store.ts';
import { stream } from '../runtime/stream.ts';

/** The technicians' latest positions, as they change. */
export const handler = stream(async (records, now) => {
  const latest = records.flatMap(({ dynamodb }) => {
    if (!dynamodb?.NewImage) return [];
    const fixesBefore = dynamodb.OldImage ? latestOf(dynamodb.OldImage).fixes : [];
    return [{ ...latestOf(dynamodb.NewImage), fixesBefore, sequence: dynamodb.SequenceNumber ?? '' }];
  });
  const unsettled = await Promise.all([
    followDrives(newsOf(latest), now, isWatched, toldEta),
    followStays(staysOf(latest), now),
  ]);
  return unsettled.flat();
});

/** Loaded only by the few batches in which somebody arrives. */
const toldEta = async (visitId: string) =>
  (await import('../../shared/messaging/told-eta.ts')).toldEta(visitId);
