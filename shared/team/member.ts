export type Role = 'owner' | 'dispatcher' | 'technician';

export interface AlertWish {
  readonly sms: boolean;
  readonly push: boolean;
}
export const NO_ALERTS: AlertWish = { sms: false, push: false };

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
  /** How somebody of the office wants to be told what the board shows; not at all, unless they say so. */
  readonly alerts?: AlertWish;
}

/** All that a public link may say of a name. */
export const firstName = (name: string): string => name.trim().split(/\s+/)[0] ?? '';
