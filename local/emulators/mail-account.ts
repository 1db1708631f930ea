import * as z from 'zod/mini';
import type { Store } from './emulator.ts';

/** How the AWS account stands with SES. */
export const MAIL_ACCOUNT_ROW = z.object({
  /** False in the sandbox, where mail reaches verified addresses only. */
  production: z.boolean(),
  identities: z.array(z.object({ name: z.string(), status: z.string() })),
  /** False where Amazon, or the account itself, has paused it. */
  sending: z.optional(z.boolean()),
  standing: z.optional(z.enum(['HEALTHY', 'PROBATION', 'SHUTDOWN'])),
  /** Mails in 24 hours: at most (-1 without a limit), and so far. */
  quota: z.optional(z.object({ most: z.number(), sent: z.number() })),
});
export type MailAccount = Readonly<z.output<typeof MAIL_ACCOUNT_ROW>>;

const COLLECTION = 'mail-account';
const ABLE: MailAccount = { production: true, identities: [{ name: 'example.com', status: 'SUCCESS' }] };

export const mailAccount = (store: Store): MailAccount =>
  store.get<MailAccount>(COLLECTION, 'account') ?? ABLE;

/** Lets the account be as it is told; what is not mentioned is able to send. */
export const setMailAccount = (store: Store, account: Partial<MailAccount>): void =>
  store.put(COLLECTION, 'account', { ...ABLE, ...account });

/**
 * True for an address that may be sent from: verified itself, or by its domain or one above that. Of an address the case
 * counts (Verified identities, Developer Guide).
 */
export function isVerified({ identities }: MailAccount, address: string): boolean {
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  return identities
    .filter(({ status }) => status === 'SUCCESS')
    .some(({ name }) => name === address || `.${domain}`.endsWith(`.${name.toLowerCase()}`));
}

/** What SES answers to GetAccount. */
export function describeMailAccount(store: Store) {
  const { production, sending, standing, quota } = mailAccount(store);
  const { most, sent } = quota ?? { most: production ? 50_000 : 200, sent: 0 };
  return {
    ProductionAccessEnabled: production,
    SendingEnabled: sending ?? true,
    EnforcementStatus: standing ?? 'HEALTHY',
    SendQuota: { Max24HourSend: most, MaxSendRate: production ? 14 : 1, SentLast24Hours: sent },
    DedicatedIpAutoWarmupEnabled: false,
  };
}

/** What SES answers to ListEmailIdentities. */
export const listMailIdentities = (store: Store) => ({
  EmailIdentities: mailAccount(store).identities.map(({ name, status }) => ({
    IdentityName: name,
    IdentityType: name.includes('@') ? 'EMAIL_ADDRESS' : 'DOMAIN',
    SendingEnabled: status === 'SUCCESS',
    VerificationStatus: status,
  })),
});
