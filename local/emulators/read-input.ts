import { AwsError } from './emulator.ts';

/** A loosely typed structure of a request. */
export type Structure = Readonly<Record<string, unknown>>;

/** The refusal most services give for a request that breaks their model. */
export function invalid(message: string): AwsError {
  return new AwsError(400, 'ValidationException', message);
}

/** @throws AwsError unless the member is a string of the pattern; absent is the pattern's business too. */
export function readText(input: Structure, name: string, pattern = /^.+$/su): string {
  const value = input[name];
  if (typeof value === 'string' && pattern.test(value)) return value;
  throw invalid(`Value '${String(value)}' at '${name}' must satisfy the pattern ${pattern.source}`);
}

/** The member as a string, or undefined where it is absent. @throws AwsError for another type. */
export function readOptionalText(input: Structure, name: string, pattern?: RegExp): string | undefined {
  return input[name] === undefined ? undefined : readText(input, name, pattern);
}

/** @throws AwsError unless the member is a list with a length in the limits. */
export function readList(input: Structure, name: string, min: number, max: number): unknown[] {
  const value = input[name];
  if (Array.isArray(value) && value.length >= min && value.length <= max) return value;
  throw invalid(`Value at '${name}' must have between ${min} and ${max} members`);
}

/** @throws AwsError unless the value is a structure. */
export function readStructure(value: unknown, name: string): Structure {
  if (value !== null && typeof value === 'object' && !Array.isArray(value)) return { ...value };
  throw invalid(`Value at '${name}' must be a structure`);
}

/** A position as the services write it. @returns [longitude, latitude] in degrees. @throws AwsError */
export function readPosition(value: unknown, name: string): [number, number] {
  const [lng, lat] = Array.isArray(value) && value.length === 2 ? value : [];
  const onEarth =
    typeof lng === 'number' && typeof lat === 'number' && Math.abs(lng) <= 180 && Math.abs(lat) <= 90;
  if (onEarth) return [lng, lat];
  throw invalid(`Value at '${name}' must be [longitude, latitude] in degrees`);
}
