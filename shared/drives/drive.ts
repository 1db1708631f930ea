/** The visit a technician is on the way to, as kept beside their latest position. */
export interface Drive {
  readonly visitId: string;
  readonly accountId: string;
  readonly trip: number;
  /** Epoch ms of setting off; fixes before it trigger nothing and are never shown. */
  readonly since: number;
  /** The same drive goes on: an arrival was undone, or it leads to another address now. It began before `since`. */
  readonly continues?: boolean;
  /** Absent when the address is not verified: no ETA, no geofence, no arrival by the system. */
  readonly site?: { readonly lat: number; readonly lng: number; readonly radiusMeters: number };
  /** After an undone arrival: arrive again only once a fix lay outside. */
  readonly mustLeaveFirst?: boolean;
  /** Written by the geofence event: Amazon Location's newest word on this drive, epoch ms of the fix. */
  readonly entered?: { readonly at: number };
  readonly exited?: { readonly at: number };
}

/** Keys in the positions table. */
export const latestKey = (memberId: string) => ({ pk: `TECHNICIAN#${memberId}`, sk: 'LATEST' });
export const driveKey = (visitId: string, trip: number) => ({ pk: `VISIT#${visitId}`, sk: `DRIVE#${trip}` });
export const liveKey = (visitId: string, trip: number) => ({ pk: `VISIT#${visitId}`, sk: `LIVE#${trip}` });

/** The name under which a drive is known to Amazon Location: of no use to anybody who has only it. */
export const deviceId = (visitId: string, trip: number): string => `${visitId}.${trip}`;

/** The opposite of `deviceId`; undefined for a device of somebody else. */
export function driveOfDevice(device: string): { visitId: string; trip: number } | undefined {
  const [, visitId, trip] = /^(.+)\.(\d+)$/.exec(device) ?? [];
  return visitId === undefined ? undefined : { visitId, trip: Number(trip) };
}
