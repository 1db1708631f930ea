import { randomBytes } from 'node:crypto';
import { sha256 } from '../kernel/ids.ts';

/** Whose fixes a token brings: a technician's, or those of a vehicle with a tracker of its own. */
export type TokenOwner = { readonly memberId: string } | { readonly vehicleId: string };

/** What a device token says; who has only its id cannot make the token of it. */
export type DeviceToken = TokenOwner & {
  readonly accountId: string;
  /** What is stored of it: the first half of its SHA-256. */
  readonly device: string;
};

export const ownerId = (owner: TokenOwner): string =>
  'vehicleId' in owner ? owner.vehicleId : owner.memberId;

/**
 * A token that says whose it is, so that nothing has to be looked up to know which item to write: account, member or
 * vehicle, and 132 random bits. All of it is part of what is hashed: who changes the names has another token, and none
 * of ours.
 */
export const newDeviceToken = (accountId: string, owner: TokenOwner): string =>
  [accountId, ownerId(owner)].map((id) => `${Buffer.from(id).toString('base64url')}.`).join('') +
  ('vehicleId' in owner ? VEHICLE : '') +
  randomBytes(18).toString('base64url').slice(0, 22);

/** Marks the tokens of vehicles. */
const VEHICLE = 'v.';
const TOKEN = /^([\w-]{1,700})\.([\w-]{1,700})\.(v\.)?[\w-]{22}$/;

/** Undefined for what is none of ours by its form alone. */
export function readDeviceToken(token: string): DeviceToken | undefined {
  const [, account, owner, mark] = TOKEN.exec(token) ?? [];
  if (account === undefined || owner === undefined) return undefined;
  const text = (encoded: string) => Buffer.from(encoded, 'base64url').toString('utf8');
  const whose = mark === VEHICLE ? { vehicleId: text(owner) } : { memberId: text(owner) };
  return { accountId: text(account), ...whose, device: sha256(token).slice(0, 32) };
}
