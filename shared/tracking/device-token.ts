import { randomBytes } from 'node:crypto';
import { sha256 } from '../kernel/ids.ts';

/** Whose fixes a device token brings; who has only its id cannot make the token of it. */
export interface DeviceToken {
  readonly accountId: string;
  readonly memberId: string;
  /** What is stored of it: the first half of its SHA-256. */
  readonly device: string;
}

/**
 * A token that says whose it is, so that nothing has to be looked up to know which item to write: account and member,
 * and 132 random bits. All of it is part of what is hashed: who changes the names has another token, and none of ours.
 */
export const newDeviceToken = (accountId: string, memberId: string): string =>
  [accountId, memberId].map((id) => `${Buffer.from(id).toString('base64url')}.`).join('') +
  randomBytes(18).toString('base64url').slice(0, 22);

const TOKEN = /^([\w-]{1,700})\.([\w-]{1,700})\.[\w-]{22}$/;

/** Undefined for what is none of ours by its form alone. */
export function readDeviceToken(token: string): DeviceToken | undefined {
  const [, account, member] = TOKEN.exec(token) ?? [];
  if (account === undefined || member === undefined) return undefined;
  const text = (encoded: string) => Buffer.from(encoded, 'base64url').toString('utf8');
  return { accountId: text(account), memberId: text(member), device: sha256(token).slice(0, 32) };
}
