/** What API Gateway takes in one frame; a longer message comes in several. */
const MAX_FRAME = 32 * 1024;

const MASKED = 0x80;
const LENGTH = 0x7f;
/** Lengths that say that the true one follows, in so many bytes. */
const FURTHER: Readonly<Record<number, number>> = { 126: 2, 127: 8 };

/**
 * Watches what a client sends for frames (RFC 6455, 5.2) that are larger than API Gateway takes.
 * @param tooLarge told as soon as the header of such a frame is there
 * @returns to be given everything that comes in, in any pieces
 */
export function watchFrames(tooLarge: () => void): (piece: Buffer) => void {
  let header = Buffer.alloc(0);
  let payloadLeft = 0;
  return (piece) => {
    let at = 0;
    while (at < piece.length) {
      if (payloadLeft > 0) {
        const passed = Math.min(payloadLeft, piece.length - at);
        payloadLeft -= passed;
        at += passed;
        continue;
      }
      header = Buffer.concat([header, piece.subarray(at, at + 1)]);
      at += 1;
      const length = lengthIn(header);
      if (length === undefined) continue;
      header = Buffer.alloc(0);
      payloadLeft = length;
      if (length > MAX_FRAME) tooLarge();
    }
  };
}

/** The length of the payload, once the header is complete. */
function lengthIn(header: Buffer): number | undefined {
  const second = header[1] ?? 0;
  const further = FURTHER[second & LENGTH] ?? 0;
  const size = 2 + further + (second & MASKED ? 4 : 0);
  if (header.length < size) return undefined;
  if (further === 0) return second & LENGTH;
  return further === 2 ? header.readUInt16BE(2) : Number(header.readBigUInt64BE(2));
}
