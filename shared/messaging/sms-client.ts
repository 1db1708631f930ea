import {
  CheckIfPhoneNumberIsOptedOutCommand,
  InvalidParameterException,
  type MessageAttributeValue,
  OptInPhoneNumberCommand,
  PublishCommand,
  SNSClient,
  SNSServiceException,
} from '@aws-sdk/client-sns';
import type { Answer } from './dependencies.ts';
import type { Suppression } from './message.ts';
import { meaning } from './service-answer.ts';

/** One try, and an answer within 3 s: what is to be tried again is decided by the ledger, not by the SDK. */
const sns = new SNSClient({
  maxAttempts: 1,
  requestHandler: { connectionTimeout: 1000, requestTimeout: 3000, throwOnRequestTimeout: true },
});

/** Whether SNS was told to stop by the owner of this number. @throws whatever SNS answers instead */
export async function smsSuppressionOf(phone: string): Promise<Suppression | undefined> {
  const answer = await sns.send(new CheckIfPhoneNumberIsOptedOutCommand({ phoneNumber: phone }));
  return answer.isOptedOut ? 'opted_out' : undefined;
}

/**
 * Takes a number off SNS's list, if it is there: its owner has taken STOP back by a word that the network does not
 * know. Once in 30 days; until then SNS refuses.
 * @returns whether texts reach it now @throws whatever SNS answers else
 */
export async function takeOffStopList(phone: string): Promise<boolean> {
  if (!(await smsSuppressionOf(phone))) return true;
  try {
    await sns.send(new OptInPhoneNumberCommand({ phoneNumber: phone }));
    return true;
  } catch (error) {
    if (error instanceof InvalidParameterException) return false;
    throw error;
  }
}

/** Hands one text to SNS, once. Never throws. */
export async function publishText(to: string, text: string): Promise<Answer> {
  try {
    const { MessageId } = await sns.send(
      new PublishCommand({ PhoneNumber: to, Message: text, MessageAttributes: attributes() }),
    );
    return { kind: 'accepted', providerId: MessageId ?? '' };
  } catch (error) {
    return refusalOf(error);
  }
}

/** SNS refuses these whenever they are sent again unchanged. */
const PERMANENT = ['InvalidParameter', 'InvalidParameterValue', 'ParameterValueInvalid', 'Validation'];

function refusalOf(error: unknown): Answer {
  const answer = meaning(error, { status: statusOf, permanent: PERMANENT });
  const isOptedOut = answer.kind === 'refused' && answer.reason === 'OptedOut';
  return isOptedOut ? { kind: 'suppressed', reason: 'opted_out' } : answer;
}

const statusOf = (error: unknown): number =>
  error instanceof SNSServiceException ? (error.$metadata.httpStatusCode ?? 0) : 0;

/** What the operator configured; the default is the account's own choice of number. */
function attributes(): Record<string, MessageAttributeValue> {
  const given = {
    'AWS.SNS.SMS.SMSType': 'Transactional',
    'AWS.MM.SMS.OriginationNumber': process.env['ORIGINATION_NUMBER'],
    'AWS.SNS.SMS.SenderID': process.env['SENDER_ID'],
    'AWS.SNS.SMS.MaxPrice': process.env['MAX_PRICE'],
  };
  return Object.fromEntries(
    Object.entries(given)
      .filter(([, value]) => value)
      .map(([name, value]) => [name, { DataType: dataType(name), StringValue: value }]),
  );
}

const dataType = (name: string): string => (name.endsWith('MaxPrice') ? 'Number' : 'String');
