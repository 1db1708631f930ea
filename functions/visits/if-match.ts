/**
 * The version a caller believes in: undefined without `If-Match` or with `*`; what is no version of ours matches
 * none. `"7"`, `W/"7"` and a bare 7 are read.
 */
export function ifMatch(headers: Readonly<Record<string, string | undefined>>): number | undefined {
  const value = headers['if-match']?.trim();
  if (value === undefined || value === '*') return undefined;
  const digits = /^(?:W\/)?"?(\d{1,9})"?$/.exec(value)?.[1];
  return digits === undefined ? Number.NaN : Number(digits);
}
