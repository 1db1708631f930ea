/** A fix as it was recorded; times in epoch milliseconds. */
export interface RecordedFix {
  readonly uploadedAt: number;
  readonly at: number;
  readonly lat: number;
  readonly lng: number;
  /** Metres. */
  readonly accuracy?: number;
  /** Metres a second. */
  readonly speed?: number;
  /** Degrees from north. */
  readonly heading?: number;
}

/** A place the drive went to. */
export interface RecordedStop {
  readonly name: string;
  readonly lat: number;
  readonly lng: number;
  /** When the driver set off for it, epoch milliseconds. */
  readonly enRouteAt: number;
  /** When the driver said to have arrived, where that was recorded. */
  readonly tappedAt?: number;
}

/** What the routing service of the recording answered for the rest of the drive to the stop then ahead. */
export interface RecordedRoute {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly seconds: number;
  readonly meters: number;
}

/** A recorded drive. */
export interface Recording {
  readonly timeZone?: string;
  /** In the order they were driven to. */
  readonly stops: readonly RecordedStop[];
  /** In upload order. */
  readonly fixes: readonly RecordedFix[];
  /** In the order of their times; none where the recording has none. */
  readonly routes: readonly RecordedRoute[];
}

/** The zone all its times are told in: its own, else this machine's. */
export const timeZoneOf = ({ timeZone }: Recording): string =>
  timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;

/** A file that is not a recording; the message says what is wrong with it. */
export class UnreadableRecording extends Error {}
