/** A point on Earth, WGS84 degrees. */
export interface LatLng {
  readonly lat: number;
  readonly lng: number;
}

/** Apps of others that may report in the place of our own. */
export type App = 'osmand' | 'owntracks' | 'overland';

/** Who may speak beside our own app. The order is how they are stored: only add. */
export const SOURCES = ['osmand', 'owntracks', 'overland', 'vehicle'] as const;
export type Source = (typeof SOURCES)[number];

/** One position of a technician. What is unknown is absent. */
export interface Fix extends LatLng {
  /** Epoch ms of the fix itself, not of its arrival. */
  readonly at: number;
  /** Epoch ms by a phone's clock that was ahead of ours: which of those that count as of then is newer. */
  readonly said?: number;
  /** Metres, 68 % radius; above 0. */
  readonly accuracy?: number;
  /** m/s, 0 or more. */
  readonly speed?: number;
  /** Degrees clockwise from north, 0 to 359. */
  readonly heading?: number;
  /** Whole percent. */
  readonly battery?: number;
  /** Absent for our own app. */
  readonly source?: Source;
}
