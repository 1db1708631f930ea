/** Characters of a text that is one segment, and of each of several (3GPP TS 23.040). */
const ROOM = { 'GSM-7': { one: 160, several: 153 }, 'UCS-2': { one: 70, several: 67 } } as const;
export type Encoding = keyof typeof ROOM;

/** They take two of GSM-7's places (3GPP TS 23.038, 6.2.1.1). */
const TWO = /[\f^{}\\[~\]|€]/g;

/** How full a text's segments are: places taken, and how many there are in as many. */
export function roomOf(text: string, encoding: Encoding, segments: number) {
  const used = text.length + (encoding === 'GSM-7' ? (text.match(TWO)?.length ?? 0) : 0);
  const each = ROOM[encoding][segments > 1 ? 'several' : 'one'];
  const last = Math.min(1, Math.max(0, (used - each * (segments - 1)) / each));
  return { used, room: each * segments, last };
}
