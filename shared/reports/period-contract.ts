/** A quarter, and a day over: as many days as one report tells of. */
export const MOST_DAYS = 93;
