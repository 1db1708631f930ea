import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { AwsError, type Emulator, type InvalidInput, type World } from './emulator.ts';
import { checkMessageAttributes, MESSAGE_ATTRIBUTES } from './message-attributes.ts';
import { operation, text } from './operation.ts';
import { isOptedOut, listOptedOut, optIn } from './opt-outs.ts';
import { putInOutbox } from './outbox.ts';
import { endpointForMessage, endpointOperations } from './push-endpoints.ts';
import { readMessage } from './push-message.ts';
import { createQueryEmulator, QueryMap, type QueryValue } from './query-protocol.ts';
import { reaches, type SmsAccount, smsAccount } from './sms-account.ts';
import { logResult, unreachable } from './sms-network.ts';

const PHONE = text(/^\+[1-9]\d{1,14}$/);
const MAX_CHARACTERS = 1600;
const MAX_BYTES = 262_144;
const OPT_IN_PAUSE_DAYS = 30;
const OPT_INS = 'sms-opt-ins';

/** What may be set of an account's texts. */
const SMS_ATTRIBUTES = [
  'DefaultSMSType',
  'MonthlySpendLimit',
  'DeliveryStatusSuccessSamplingRate',
  'DeliveryStatusIAMRole',
  'DefaultSenderID',
  'UsageReportS3Bucket',
];

const PUBLISH = z.strictObject({
  PhoneNumber: z.optional(PHONE),
  TopicArn: z.optional(z.string()),
  TargetArn: z.optional(z.string()),
  Message: z.string().check(
    z.minLength(1, 'Empty message'),
    z.refine((message) => Buffer.byteLength(message) <= MAX_BYTES, 'Message too long'),
  ),
  MessageStructure: z.optional(z.literal('json')),
  MessageAttributes: z.optional(MESSAGE_ATTRIBUTES),
});

/** Amazon SNS, as far as texting phones and pushing to devices goes. What it accepts is in the outbox before it answers. */
export function createSns(world: World): Emulator {
  const { store } = world;
  return createQueryEmulator({
    service: 'sns',
    signingNames: ['sns'],
    namespace: 'http://sns.amazonaws.com/doc/2010-03-31/',
    operations: {
      ...endpointOperations(world),
      Publish: operation(PUBLISH, (input) => publish(world, input)),
      CheckIfPhoneNumberIsOptedOut: operation(z.strictObject({ phoneNumber: PHONE }), ({ phoneNumber }) => ({
        isOptedOut: String(isOptedOut(store, phoneNumber)),
      })),
      OptInPhoneNumber: operation(z.strictObject({ phoneNumber: PHONE }), ({ phoneNumber }) =>
        optInOnce(world, phoneNumber),
      ),
      ListPhoneNumbersOptedOut: operation(z.strictObject({}), () => ({ phoneNumbers: listOptedOut(store) })),
      GetSMSAttributes: operation(
        z.strictObject({
          attributes: z._default(z.array(z.enum(SMS_ATTRIBUTES)), []),
        }),
        ({ attributes }) => ({ attributes: smsAttributes(world, attributes) }),
      ),
      GetSMSSandboxAccountStatus: operation(z.strictObject({}), () => ({
        IsInSandbox: String(smsAccount(store).inSandbox),
      })),
      ListSMSSandboxPhoneNumbers: operation(z.strictObject({}), () => ({
        PhoneNumbers: (smsAccount(store).verified ?? []).map((PhoneNumber) => ({
          PhoneNumber,
          Status: 'Verified',
        })),
      })),
      ListOriginationNumbers: operation(
        z.strictObject({ MaxResults: z.optional(text(/^([1-9]|[12]\d|30)$/)) }),
        () => ({ PhoneNumbers: smsAccount(store).numbers.map(originationNumber) }),
      ),
    },
    invalid: ({ fields: [{ name, message }] }: InvalidInput) =>
      invalidParameter(`${name} Reason: ${message}`),
  });
}

/**
 * A text to one phone, or a message to one device. To a number that opted out, or cannot be reached, it answers as ever
 * and drops the text.
 */
function publish(world: World, input: z.output<typeof PUBLISH>): QueryValue {
  const { PhoneNumber: to, TopicArn: topic, TargetArn: target, Message, MessageAttributes = {} } = input;
  const targets = [to, topic, target].filter((one) => one !== undefined);
  if (targets.length !== 1)
    throw invalidParameter('exactly one of TopicArn, TargetArn and PhoneNumber must be given');
  if (topic !== undefined) throw new AwsError(404, 'NotFound', 'Topic does not exist');
  checkMessageAttributes(MessageAttributes);
  const structured = input.MessageStructure === 'json';
  if (to === undefined) {
    const { platform, token } = endpointForMessage(world, target ?? '');
    const shown = readMessage(Message, structured, platform);
    return { MessageId: putInOutbox(world, { channel: 'push', to: token, text: shown }) };
  }
  const text = readMessage(Message, structured, 'sms');
  if ([...text].length > MAX_CHARACTERS) throw invalidParameter('Message Reason: Message too long');
  const failure = failureOf(world, to);
  const messageId = failure === undefined ? putInOutbox(world, { channel: 'sms', to, text }) : randomUUID();
  logResult(world, { messageId, to, failure });
  return { MessageId: messageId };
}

/** Why a text that was taken goes nowhere. */
function failureOf(world: World, phone: string): string | undefined {
  if (isOptedOut(world.store, phone)) return 'Phone number is opted out';
  return reaches(world.store, phone) ? unreachable(world, phone) : 'Unknown error attempting to reach phone';
}

function optInOnce(world: World, phone: string): QueryValue {
  const last = world.store.get<number>(OPT_INS, phone);
  const pause = OPT_IN_PAUSE_DAYS * 86_400_000;
  if (last !== undefined && world.now() - last < pause)
    throw invalidParameter(`a number can be opted in once in ${OPT_IN_PAUSE_DAYS} days`);
  world.store.put(OPT_INS, phone, world.now());
  optIn(world.store, phone);
  return {};
}

function smsAttributes({ store }: World, wanted: readonly string[]): QueryValue {
  const chosen = Object.entries(smsAccount(store).attributes).filter(
    ([name]) => wanted.length === 0 || wanted.includes(name),
  );
  return new QueryMap(Object.fromEntries(chosen));
}

function originationNumber({ number, status, capabilities }: SmsAccount['numbers'][number]): QueryValue {
  return {
    CreatedAt: '2025-01-01T00:00:00Z',
    PhoneNumber: number,
    Status: status,
    Iso2CountryCode: 'US',
    RouteType: 'Transactional',
    NumberCapabilities: capabilities,
  };
}

const invalidParameter = (detail: string) =>
  new AwsError(400, 'InvalidParameter', `Invalid parameter: ${detail}`);
