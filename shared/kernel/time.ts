/** An instant as stored and answered: ISO 8601, UTC, milliseconds; sorts as text. */
export type Instant = string;

/** Epoch milliseconds to an instant. */
export const instant = (epochMs: number): Instant => new Date(epochMs).toISOString();

/** An instant to epoch milliseconds. */
export const epoch = (at: Instant): number => Date.parse(at);

/** Epoch milliseconds to the seconds DynamoDB's TTL counts in. */
export const ttl = (epochMs: number): number => Math.ceil(epochMs / 1000);

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
