import * as z from 'zod/mini';
import type { Store } from './emulator.ts';

/** How the AWS account stands with SMS, as SNS would say. */
export const SMS_ACCOUNT_ROW = z.object({
  inSandbox: z.boolean(),
  attributes: z.record(z.string(), z.string()),
  numbers: z.array(z.object({ number: z.string(), status: z.string(), capabilities: z.array(z.string()) })),
  /** The phones that may be texted from the sandbox. */
  verified: z.optional(z.array(z.string())),
  /** US dollars since the month began; nothing is counted when absent. */
  spent: z.optional(z.number()),
});
export type SmsAccount = Readonly<z.output<typeof SMS_ACCOUNT_ROW>>;

const COLLECTION = 'sms-account';
/** Able to send, and so what every local stack is. */
const ABLE: SmsAccount = {
  inSandbox: false,
  attributes: {
    DefaultSMSType: 'Transactional',
    MonthlySpendLimit: '100',
    DeliveryStatusSuccessSamplingRate: '100',
    DeliveryStatusIAMRole: 'arn:aws:iam::000000000000:role/SNSDeliveryStatus',
  },
  numbers: [{ number: '+12065550100', status: 'ACTIVE', capabilities: ['SMS'] }],
};

export const smsAccount = (store: Store): SmsAccount => store.get<SmsAccount>(COLLECTION, 'account') ?? ABLE;

/**
 * True when a text really goes to this phone: outside the sandbox, or to one that is verified, and while there is money
 * left. SNS takes the others too, and drops them.
 */
export function reaches(store: Store, phone: string): boolean {
  const { inSandbox, verified = [], spent = 0, attributes } = smsAccount(store);
  return (!inSandbox || verified.includes(phone)) && spent < Number(attributes['MonthlySpendLimit'] ?? 1);
}

/** Lets the account be as it is told; what is not mentioned is able to send. */
export const setSmsAccount = (store: Store, account: Partial<SmsAccount>): void =>
  store.put(COLLECTION, 'account', { ...ABLE, ...account });
