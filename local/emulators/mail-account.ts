import * as z from 'zod/mini';
import type { Store } from './emulator.ts';

/** How the AWS account stands with SES. */
export const MAIL_ACCOUNT_ROW = z.object({
  /** False in the sandbox, where mail reaches verified addresses only. */
  production: z.boolean(),
  identities: z.array(z.object({ name: z.string(), status: z.string() })),
});
export type MailAccount = Readonly<z.output<typeof MAIL_ACCOUNT_ROW>>;

const COLLECTION = 'mail-account';
const ABLE: MailAccount = { production: true, identities: [{ name: 'example.com', status: 'SUCCESS' }] };

export const mailAccount = (store: Store): MailAccount =>
  store.get<MailAccount>(COLLECTION, 'account') ?? ABLE;

export const setMailAccount = (store: Store, account: MailAccount): void =>
  store.put(COLLECTION, 'account', account);

/** What SES answers to GetAccount. */
export const describeMailAccount = (store: Store) => ({
  ProductionAccessEnabled: mailAccount(store).production,
  SendingEnabled: true,
  EnforcementStatus: 'HEALTHY',
  DedicatedIpAutoWarmupEnabled: false,
});

/** What SES answers to ListEmailIdentities. */
export const listMailIdentities = (store: Store) => ({
  EmailIdentities: mailAccount(store).identities.map(({ name, status }) => ({
    IdentityName: name,
    IdentityType: name.includes('@') ? 'EMAIL_ADDRESS' : 'DOMAIN',
    SendingEnabled: status === 'SUCCESS',
    VerificationStatus: status,
  })),
});
