import { secretIn } from '../kernel/secret-client.ts';
import { type SenderKeys, senderKeys } from './vapid.ts';

/** The deployment's keys for push messages, as they follow from its secret. */
export const pushKeys: () => Promise<SenderKeys> = secretIn('PUSH_SECRET_ARN', senderKeys);
