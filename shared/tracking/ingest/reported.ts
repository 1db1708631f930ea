import { instant } from '../../kernel/time.ts';

/** A position in the form of `POST /positions`, out of what an app of others sent; not judged yet. */
export interface Reported {
  readonly at: string | undefined;
  readonly lat: number | undefined;
  readonly lng: number | undefined;
  readonly accuracy: number | undefined;
  /** m/s */
  readonly speed: number | undefined;
  readonly heading: number | undefined;
  /** Percent. */
  readonly battery: number | undefined;
}

type Tree = Readonly<Record<string, unknown>>;

/** An object as it is; whatever else, as one without properties. */
export const treeOf = (value: unknown): Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Tree) : {};

/** JSON as it is; what is none, as nothing. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A number, written as one or as text. What is not known is not, whatever stands there instead. */
export function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** A known value in another unit; below zero means unknown in all of these protocols. */
export const scaled = (value: unknown, factor: number): number | undefined => {
  const number = numberOf(value);
  return number === undefined || number < 0 ? undefined : number * factor;
};

/** In seconds this is the year 5138, in milliseconds 1973: no phone means either. */
const MOST_SECONDS = 1e11;
const MOST_MILLISECONDS = 8.64e15;

/** Unix seconds or milliseconds, ISO 8601, or `yyyy-MM-dd HH:mm:ss`; without a zone it is UTC. */
export function timeOf(value: unknown): string | undefined {
  const number = numberOf(value);
  if (number !== undefined) {
    const time = Math.abs(number) < MOST_SECONDS ? number * 1000 : number;
    return Math.abs(time) <= MOST_MILLISECONDS ? instant(time) : undefined;
  }
  if (typeof value !== 'string') return undefined;
  return value
    .trim()
    .replace(/^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d(?:\.\d+)?)$/, '$1T$2Z')
    .replace(/([+-]\d\d)(\d\d)$/, '$1:$2');
}
