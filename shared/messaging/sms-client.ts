import {
  CheckIfPhoneNumberIsOptedOutCommand,
  type MessageAttributeValue,
  PublishCommand,
  SNSClient,
  SNSServiceException,
} from '@aws-sdk/client-sns';

/** One try, and an answer within 3 s: what is to be tried again is decided by the ledger, not by the SDK. */
const sns = new SNSClient({
  maxAttempts: 1,
  requestHandler: { connectionTimeout: 1000, requestTimeout: 3000, throwOnRequestTimeout: true },
});

/** What SNS said to a text. `silence` when it said nothing: the text may have left. */
export type SmsAnswer =
  | { readonly kind: 'accepted'; readonly providerId: string }
  | { readonly kind: 'refused'; readonly reason: string; readonly permanent: boolean }
  | { readonly kind: 'opted_out' }
  | { readonly kind: 'silence'; readonly reason: string };

/** True when the customer told this number to stop. @throws whatever SNS answers instead */
export async function isOptedOut(phone: string): Promise<boolean> {
  const answer = await sns.send(new CheckIfPhoneNumberIsOptedOutCommand({ phoneNumber: phone }));
  return answer.isOptedOut ?? false;
}

/** Hands one text to SNS, once. Never throws. */
export async function publishText(to: string, text: string): Promise<SmsAnswer> {
  try {
    const { MessageId } = await sns.send(
      new PublishCommand({ PhoneNumber: to, Message: text, MessageAttributes: attributes() }),
    );
    return { kind: 'accepted', providerId: MessageId ?? '' };
  } catch (error) {
    return meaning(error);
  }
}

/** SNS refuses these whenever they are sent again unchanged. */
const PERMANENT = ['InvalidParameter', 'InvalidParameterValue', 'ParameterValueInvalid', 'Validation'];

function meaning(error: unknown): SmsAnswer {
  const name = error instanceof Error ? error.name.replace(/(Exception|Error)$/, '') : 'Error';
  const status = error instanceof SNSServiceException ? (error.$metadata.httpStatusCode ?? 0) : 0;
  // Anything but an error that SNS itself names (a gateway's 503, say) leaves open whether the text was taken.
  if (status < 400 || name === 'Unknown') return { kind: 'silence', reason: name };
  if (name === 'OptedOut') return { kind: 'opted_out' };
  return { kind: 'refused', reason: name, permanent: PERMANENT.includes(name) };
}

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
