/** A JSON object as a template holds it. */
export type Structure = Readonly<Record<string, unknown>>;

/** The value as an object; an empty one when it is none. */
export const part = (value: unknown): Structure =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? { ...value } : {};

/** The value as a list of objects. */
export const parts = (value: unknown): readonly Structure[] => (Array.isArray(value) ? value.map(part) : []);

/** The value as a list of texts. */
export const asTexts = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);

/** The value as text; CloudFormation writes numbers and booleans either way. */
export const asText = (value: unknown, otherwise = ''): string =>
  value === undefined ? otherwise : String(value);

/** The value as a number, given as such or as text. */
export const asNumber = (value: unknown, otherwise: number): number =>
  value === undefined || value === '' ? otherwise : Number(value);

/** The value as a truth, given as such or as text. */
export const asTruth = (value: unknown): boolean => value === true || value === 'true';
