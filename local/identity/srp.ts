import { createHash, createHmac, getDiffieHellman, hkdfSync, randomBytes } from 'node:crypto';

/**
 * The server's side of the Secure Remote Password protocol (SRP-6a, RFC 5054) as Amazon Cognito speaks it: the
 * 3,072-bit group of RFC 3526, SHA-256, and a key derived for a signature instead of SRP's own proof.
 */
const N = BigInt(`0x${getDiffieHellman('modp15').getPrime('hex')}`);
const G = 2n;
const K = hashOf(N, G);
const INFO = 'Caldera Derived Key';

/** Who proves to know a password, to which pool (its id without the region). */
export interface SrpUser {
  readonly pool: string;
  readonly name: string;
  readonly password: string;
}

/** One try to sign in: what goes to the client, and what its proof is checked against. */
export interface SrpExchange {
  readonly salt: string;
  /** B, hexadecimal. */
  readonly publicKey: string;
  /** Opaque to the client, base64; part of what it signs. */
  readonly secretBlock: string;
  /** The signature that only the password's owner can make, base64. */
  signature(timestamp: string): string;
}

/**
 * @param clientKey A, hexadecimal
 * @throws RangeError for a key that would give away the answer
 */
export function beginSrp({ pool, name, password }: SrpUser, clientKey: string): SrpExchange {
  const a = /^[0-9a-f]+$/i.test(clientKey) ? BigInt(`0x${clientKey}`) : 0n;
  if (a % N === 0n) throw new RangeError('A is no key');
  const [salt, secret] = [randomNumber(16), randomNumber(32)];
  const inner = createHash('sha256').update(`${pool}${name}:${password}`).digest('hex');
  const verifier = power(G, toNumber(sha256(Buffer.from(padded(salt) + inner, 'hex'))));
  const b = (K * verifier + power(G, secret)) % N;
  const u = hashOf(a, b);
  const shared = power((a * power(verifier, u)) % N, secret);
  const salted = Buffer.from(padded(u), 'hex');
  const key = Buffer.from(hkdfSync('sha256', Buffer.from(padded(shared), 'hex'), salted, INFO, 16));
  const block = randomBytes(64);
  return {
    salt: salt.toString(16),
    publicKey: b.toString(16),
    secretBlock: block.toString('base64'),
    signature: (timestamp) =>
      createHmac('sha256', key).update(pool).update(name).update(block).update(timestamp).digest('base64'),
  };
}

/** Square and multiply, modulo N. */
function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let square = base % N;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % N;
    square = (square * square) % N;
  }
  return result;
}

function hashOf(...numbers: bigint[]): bigint {
  return toNumber(sha256(Buffer.from(numbers.map(padded).join(''), 'hex')));
}

/** Whole bytes, and one of zeros before a first bit that would read as a sign. */
function padded(number: bigint): string {
  const text = number.toString(16);
  const even = text.length % 2 === 1 ? `0${text}` : text;
  return /^[89a-f]/.test(even) ? `00${even}` : even;
}

function sha256(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}

function toNumber(bytes: Buffer): bigint {
  return BigInt(`0x${bytes.toString('hex')}`);
}

const randomNumber = (bytes: number): bigint => toNumber(randomBytes(bytes));
