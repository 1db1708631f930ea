/** Bytes of text in an encoded word, which may have 75 characters in all (RFC 2047, 2). */
const WORD = 42;

/**
 * A sender as a mail's header has it: `"Mike's Plumbing" <visits@example.com>`. Whatever is not plain ASCII is encoded
 * (RFC 2047), so that a name can neither end the header nor name another address.
 */
export function mailbox(name: string, address: string): string {
  const plain = /^[\x20-\x7e]*$/.test(name);
  return `${plain ? `"${name.replace(/["\\]/g, '\\$&')}"` : encoded(name)} <${address}>`;
}

function encoded(name: string): string {
  const words: string[] = [''];
  for (const character of name) {
    const longer = `${words.at(-1)}${character}`;
    if (Buffer.byteLength(longer) > WORD) words.push(character);
    else words[words.length - 1] = longer;
  }
  return words.map((word) => `=?UTF-8?B?${Buffer.from(word).toString('base64')}?=`).join(' ');
}
