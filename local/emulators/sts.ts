import * as z from 'zod/mini';
import { AwsError, type Emulator, type World } from './emulator.ts';
import { operation } from './operation.ts';
import { createQueryEmulator } from './query-protocol.ts';

/** AWS STS, as far as an operator's tools ask it who they are: here anybody is the account's one operator. */
export function createSts({ accountId }: World): Emulator {
  return createQueryEmulator({
    service: 'sts',
    signingNames: ['sts'],
    namespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
    operations: {
      GetCallerIdentity: operation(z.strictObject({}), () => ({
        Account: accountId,
        UserId: 'AIDALOCALOPERATOR',
        Arn: `arn:aws:iam::${accountId}:user/operator`,
      })),
    },
    invalid: ({ message }) => new AwsError(400, 'ValidationError', message),
  });
}
