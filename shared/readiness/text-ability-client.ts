import {
  GetSMSSandboxAccountStatusCommand,
  ListOriginationNumbersCommand,
  paginateListSMSSandboxPhoneNumbers,
  SNSClient,
} from '@aws-sdk/client-sns';
import { kept } from '../kernel/kept.ts';
import { MINUTE, SECOND } from '../kernel/time.ts';
import type { TextAbility } from './text-ability.ts';

/** A text waits for these questions no longer than for its own opt-out. */
const PATIENCE = SECOND;

/** @param where the SDK's own configuration, as far as somebody has to say it */
export async function askTextAbility(where: object = {}): Promise<TextAbility> {
  const sns = new SNSClient({ maxAttempts: 1, ...where });
  const abortSignal = AbortSignal.timeout(PATIENCE);
  const [onlyTo, hasOrigin] = await Promise.all([
    sandboxedTo(sns, abortSignal).catch(() => undefined),
    hasNumber(sns, abortSignal).catch(() => undefined),
  ]);
  return { ...(onlyTo && { onlyTo }), ...(hasOrigin !== undefined && { hasOrigin }) };
}

/** The same, asked for once a minute: also what could not be asked is not asked again before. */
export const textAbility: (now: number) => Promise<TextAbility> = kept(() => askTextAbility(), MINUTE);

async function sandboxedTo(client: SNSClient, abortSignal: AbortSignal): Promise<string[] | undefined> {
  const { IsInSandbox } = await client.send(new GetSMSSandboxAccountStatusCommand({}), { abortSignal });
  if (IsInSandbox !== true) return undefined;
  const verified: string[] = [];
  for await (const { PhoneNumbers = [] } of paginateListSMSSandboxPhoneNumbers(
    { client },
    {},
    { abortSignal },
  ))
    for (const { PhoneNumber = '', Status } of PhoneNumbers)
      if (Status === 'Verified') verified.push(PhoneNumber);
  return verified;
}

/** What the operator chose is not doubted: it may be a number that SNS does not list. */
async function hasNumber(sns: SNSClient, abortSignal: AbortSignal): Promise<boolean> {
  if (process.env['ORIGINATION_NUMBER'] || process.env['SENDER_ID']) return true;
  const { PhoneNumbers = [] } = await sns.send(new ListOriginationNumbersCommand({}), { abortSignal });
  return PhoneNumbers.length > 0;
}
