import { randomUUID } from 'node:crypto';
import type { AwsCall, AwsResponse, Emulator, World } from './emulator.ts';
import { AwsError } from './emulator.ts';
import { isOptedOut, listOptedOut, optIn } from './opt-outs.ts';
import { putInOutbox } from './outbox.ts';
import {
  QueryMap,
  type QueryValue,
  queryReply,
  readMembers,
  readQueryCall,
  refuseQuery,
} from './query-protocol.ts';
import { type SmsAccount, smsAccount } from './sms-account.ts';

const NAMESPACE = 'http://sns.amazonaws.com/doc/2010-03-31/';
const E164 = /^\+[1-9]\d{1,14}$/;
const MAX_CHARACTERS = 1600;
const OPT_IN_PAUSE_DAYS = 30;
const OPT_INS = 'sms-opt-ins';

/** Amazon SNS, as far as texting phones goes. What it accepts is in the outbox before it answers. */
export function createSns(world: World): Emulator {
  const operations: Readonly<Record<string, (input: AwsCall['input']) => QueryValue>> = {
    Publish: (input) => publish(world, input),
    CheckIfPhoneNumberIsOptedOut: (input) => ({
      isOptedOut: String(isOptedOut(world.store, readPhone(input, 'phoneNumber'))),
    }),
    OptInPhoneNumber: (input) => optInOnce(world, readPhone(input, 'phoneNumber')),
    ListPhoneNumbersOptedOut: () => ({ phoneNumbers: listOptedOut(world.store) }),
    GetSMSAttributes: (input) => ({
      attributes: smsAttributes(world, readMembers(input, 'attributes.member')),
    }),
    GetSMSSandboxAccountStatus: () => ({ IsInSandbox: String(smsAccount(world.store).inSandbox) }),
    ListOriginationNumbers: () => ({ PhoneNumbers: smsAccount(world.store).numbers.map(originationNumber) }),
  };
  return {
    service: 'sns',
    signingNames: ['sns'],
    parse: readQueryCall,
    handle: (call) => answer(operations, call),
    refuse: (error) => refuseQuery(NAMESPACE, error),
  };
}

function answer(
  operations: Readonly<Record<string, (input: AwsCall['input']) => QueryValue>>,
  call: AwsCall,
): AwsResponse {
  const operate = operations[call.operation];
  if (!operate) throw new AwsError(400, 'InvalidAction', `The action ${call.operation} is not valid.`);
  return queryReply(NAMESPACE, call.operation, operate(call.input));
}

/** A text to one phone. To a number that opted out it answers as ever and drops the text. */
function publish(world: World, input: AwsCall['input']): QueryValue {
  if (input['PhoneNumber'] === undefined) throw new AwsError(404, 'NotFound', 'Topic does not exist');
  const to = readPhone(input, 'PhoneNumber');
  const text = readMessage(input);
  checkAttributes(input);
  if (isOptedOut(world.store, to)) return { MessageId: randomUUID() };
  return { MessageId: putInOutbox(world, { channel: 'sms', to, text }) };
}

function readPhone(input: AwsCall['input'], name: string): string {
  const phone = input[name];
  if (typeof phone === 'string' && E164.test(phone)) return phone;
  throw invalidParameter(`${name} Reason: ${String(phone)} is not valid to publish to`);
}

function readMessage(input: AwsCall['input']): string {
  const text = input['Message'];
  if (typeof text !== 'string' || text === '') throw invalidParameter('Empty message');
  if ([...text].length > MAX_CHARACTERS) throw invalidParameter('Message too long');
  return text;
}

function checkAttributes(input: AwsCall['input']): void {
  for (let n = 1; input[`MessageAttributes.entry.${n}.Name`] !== undefined; n += 1) {
    const name = input[`MessageAttributes.entry.${n}.Name`];
    const value = String(input[`MessageAttributes.entry.${n}.Value.StringValue`] ?? '');
    if (!input[`MessageAttributes.entry.${n}.Value.DataType`])
      throw invalidParameter(`${name} has no DataType`);
    if (name === 'AWS.SNS.SMS.SMSType' && value !== 'Transactional' && value !== 'Promotional')
      throw invalidParameter(`SMSType Reason: ${value} is not valid`);
    if (name === 'AWS.SNS.SMS.SenderID' && !/^(?=.*[A-Za-z])[A-Za-z0-9]{1,11}$/.test(value))
      throw invalidParameter(`SenderID Reason: ${value} is not valid`);
  }
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

function invalidParameter(detail: string): AwsError {
  return new AwsError(400, 'InvalidParameter', `Invalid parameter: ${detail}`);
}
