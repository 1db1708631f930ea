export type Role = 'owner' | 'dispatcher' | 'technician';

/** A person of an account's team. */
export interface Member {
  readonly memberId: string;
  readonly accountId: string;
  readonly role: Role;
  readonly name: string;
  /** False from the moment access is revoked. */
  readonly active: boolean;
  readonly vehicle?: string;
  readonly photoUrl?: string;
  readonly phone?: string;
}

/** All that a public link may say of a name. */
export const firstName = (name: string): string => name.trim().split(/\s+/)[0] ?? '';
