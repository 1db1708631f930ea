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
}

/**
 * A drive that has arrived, kept beside the latest position until its technician leaves: who left where is then told
 * by fixes and stay together, and nothing has to be looked up.
 */
export interface Stay extends Drive {
  /** Epoch ms of a fix inside the circle: who was never seen there cannot be seen leaving it. */
  readonly insideAt?: number;
  /** Our own rule says that the technician left; gone again once they are back inside. */
  readonly gone?: Gone;
  /** Amazon Location's newest word on leaving, epoch ms of the fix. */
  readonly exited?: { readonly at: number };
}

/** What our own rule saw of a leaving. */
export interface Gone {
  readonly rule: 'drove_off' | 'far';
  /** Epoch ms of the fix before the one that confirmed it: when the site was left. */
  readonly since: number;
  /** Epoch ms of the fix that confirmed it. */
  readonly at: number;
  /** From the edge of the circle. */
  readonly meters: number;
  readonly accuracy?: number;
  /** m/s. */
  readonly speed?: number;
  /** Epoch ms, our clock, of showing that fix to Amazon Location; absent when its EXIT cannot come. */
  readonly askedAt?: number;
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
