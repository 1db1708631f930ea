import type { Store } from './emulator.ts';

/** How the AWS account stands with SMS, as SNS would say. */
export interface SmsAccount {
  readonly inSandbox: boolean;
  readonly attributes: Readonly<Record<string, string>>;
  readonly numbers: readonly {
    readonly number: string;
    readonly status: string;
    readonly capabilities: readonly string[];
  }[];
}

const COLLECTION = 'sms-account';
/** Able to send, and so what every local stack is. */
const ABLE: SmsAccount = {
  inSandbox: false,
  attributes: {
    DefaultSMSType: 'Transactional',
    MonthlySpendLimit: '100',
    DeliveryStatusSuccessSamplingRate: '100',
  },
  numbers: [{ number: '+12065550100', status: 'ACTIVE', capabilities: ['SMS'] }],
};

export const smsAccount = (store: Store): SmsAccount => ({
  ...ABLE,
  ...store.get<Partial<SmsAccount>>(COLLECTION, 'account'),
});

/** Lets the account be as it is told; what is not mentioned is able to send. */
export const setSmsAccount = (store: Store, account: Partial<SmsAccount>): void =>
  store.put(COLLECTION, 'account', account);
