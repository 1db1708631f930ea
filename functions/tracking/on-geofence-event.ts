import { driveOfDevice } from '../../shared/drives/drive.ts';
import { recordCrossing } from '../../shared/tracking/crossing-store.ts';
import { onEvent } from '../runtime/event.ts';

/** What Amazon Location says of a device and a fence; the rest of the event is its own business. */
interface GeofenceEvent {
  readonly EventType: 'ENTER' | 'EXIT';
  readonly GeofenceId: string;
  readonly DeviceId: string;
  readonly SampleTime: string;
}

/** Amazon Location says that somebody crossed a fence. Whose fence it is not, does not matter to them. */
export const handler = onEvent<GeofenceEvent>(async ({ detail }) => {
  const drive = driveOfDevice(detail.DeviceId);
  if (drive?.visitId !== detail.GeofenceId) return;
  await recordCrossing({
    ...drive,
    direction: detail.EventType === 'ENTER' ? 'entered' : 'exited',
    at: Date.parse(detail.SampleTime),
  });
});
