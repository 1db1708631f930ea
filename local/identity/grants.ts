import { createHash, randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import type { Store } from '../emulators/emulator.ts';
import type { SignInClient } from '../template/deployment.ts';

/** What was asked for on the way to signing in. */
export interface Asked {
  readonly redirectUri: string;
  readonly state?: string;
  /** S256 (RFC 7636). */
  readonly challenge?: string;
}

/** A session as it is kept: by the hash of its refresh token. */
export const REFRESH_ROW = z.object({
  memberId: z.string(),
  /** Epoch milliseconds: until when it is good. */
  until: z.number(),
  /** Of which signing in it comes: revoked together. */
  session: z.string(),
});

type Refresh = z.output<typeof REFRESH_ROW>;

const COLLECTION = 'refresh-tokens';
const CODE_MS = 5 * 60_000;

/**
 * Authorization codes, each good once, and refresh tokens, each good until it was used (RFC 6749, RFC 9700).
 * @param now epoch milliseconds by the machine's own clock
 */
export function createGrants(store: Store, client: SignInClient, now: () => number) {
  const codes = new Map<string, Asked & { readonly memberId: string; readonly until: number }>();

  const keep = (row: Refresh): string => {
    const token = random();
    store.put(COLLECTION, hashed(token), row);
    return token;
  };
  return {
    /** A code for somebody who has signed in. */
    code(memberId: string, asked: Asked): string {
      const code = random();
      codes.set(code, { ...asked, memberId, until: now() + CODE_MS });
      return code;
    },
    /** Who a code stands for, and their first refresh token; undefined for a code that is not good, or not theirs. */
    redeem(code: string, redirectUri: string, verifier: string | undefined) {
      const given = codes.get(code);
      codes.delete(code);
      if (!given || given.until < now() || given.redirectUri !== redirectUri) return undefined;
      if (given.challenge !== (verifier === undefined ? undefined : challengeOf(verifier))) return undefined;
      const { memberId } = given;
      return {
        memberId,
        refreshToken: keep({ memberId, until: now() + client.refreshTokenMs, session: random() }),
      };
    },
    /** Who a refresh token stands for, and the one that takes its place. */
    refresh(token: string): { readonly memberId: string; readonly refreshToken?: string } | undefined {
      const row = store.get<Refresh>(COLLECTION, hashed(token));
      if (!row || row.until < now()) return undefined;
      const { memberId } = row;
      if (client.rotationGraceMs === undefined) return { memberId };
      const until = Math.min(row.until, now() + client.rotationGraceMs);
      store.put(COLLECTION, hashed(token), { ...row, until });
      return { memberId, refreshToken: keep(row) };
    },
    /** Ends a session: every refresh token that came of the same signing in. */
    revoke(token: string): void {
      const session = store.get<Refresh>(COLLECTION, hashed(token))?.session;
      for (const { key, value } of store.list<Refresh>(COLLECTION)) {
        if (value.session === session || value.until < now()) store.delete(COLLECTION, key);
      }
    },
  };
}

export type Grants = ReturnType<typeof createGrants>;

const random = (): string => randomBytes(32).toString('base64url');
const hashed = (token: string): string => createHash('sha256').update(token).digest('base64url');
const challengeOf = hashed;
