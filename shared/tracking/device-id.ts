/** The name under which a drive is known to Amazon Location: of no use to anybody who has only it. */
export const deviceId = (visitId: string, trip: number): string => `${visitId}.${trip}`;

/** The opposite of `deviceId`; undefined for a device of somebody else. */
export function driveOfDevice(device: string): { visitId: string; trip: number } | undefined {
  const [, visitId, trip] = /^(.+)\.(\d+)$/.exec(device) ?? [];
  return visitId === undefined ? undefined : { visitId, trip: Number(trip) };
}
