import {
  CheckIfPhoneNumberIsOptedOutCommand,
  GetSMSAttributesCommand,
  GetSMSSandboxAccountStatusCommand,
  ListOriginationNumbersCommand,
  ListPhoneNumbersOptedOutCommand,
  OptInPhoneNumberCommand,
  PublishCommand,
  SNSClient,
} from '@aws-sdk/client-sns';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { replyByText } from '../../../local/emulators/opt-outs.ts';
import { OUTBOX, type OutboxMessage } from '../../../local/emulators/outbox.ts';
import { createSns } from '../../../local/emulators/sns.ts';
import { createWorld, type ServedEmulators, serveEmulators } from '../../support/serve-emulators.ts';

const world = createWorld();
const PhoneNumber = '+14155550123';
let served: ServedEmulators;
let sns: SNSClient;

beforeAll(async () => {
  served = await serveEmulators(createSns(world));
  sns = new SNSClient(served.client);
});
afterAll(() => served.stop());

const texts = () => world.store.list<OutboxMessage>(OUTBOX).map(({ value }) => value.text);
const publish = (over: object) => sns.send(new PublishCommand({ PhoneNumber, Message: 'Hello', ...over }));

describe('a text', () => {
  it('is in the outbox once it is accepted, in order and unharmed', async () => {
    const Message = 'Marcus & <Dana> – "9:15 AM" = 100% ünique 🚐';
    const { MessageId } = await publish({
      Message,
      MessageAttributes: { 'AWS.SNS.SMS.SMSType': { DataType: 'String', StringValue: 'Transactional' } },
    });
    expect(MessageId).toBeTruthy();
    await publish({ Message: 'second' });
    expect(texts()).toEqual([Message, 'second']);
    expect(world.store.list(OUTBOX)[0]?.value).toMatchObject({ channel: 'sms', to: PhoneNumber });
  });

  const attributes = (name: string, StringValue: string, DataType = 'String') => ({
    MessageAttributes: { [name]: { DataType, StringValue } },
  });

  it.each([
    ['1600 characters', { Message: '🚐'.repeat(1600) }],
    ['a sender of 11 characters', attributes('AWS.SNS.SMS.SenderID', 'MikesContra')],
    ['a highest price', attributes('AWS.SNS.SMS.MaxPrice', '0.50', 'Number')],
    ['an attribute of ours', attributes('visit', '1', 'String.Array')],
  ])('is taken with %s', async (_, over) => {
    expect((await publish(over)).MessageId).toBeTruthy();
  });

  it.each([
    ['a number without its country', { PhoneNumber: '4155550123' }],
    ['a message that is too long', { Message: '🚐'.repeat(1601) }],
    ['an empty message', { Message: '' }],
    ['no target', { PhoneNumber: undefined }],
    ['two targets', { TopicArn: 'arn:aws:sns:us-east-1:123456789012:topic' }],
    ['an endpoint nobody has made', { PhoneNumber: undefined, TargetArn: 'arn:aws:sns:::endpoint/x' }],
    ['an unknown SMS type', attributes('AWS.SNS.SMS.SMSType', 'X')],
    ['a sender of 12 characters', attributes('AWS.SNS.SMS.SenderID', 'MikesContrac')],
    ['a sender of digits alone', attributes('AWS.SNS.SMS.SenderID', '12345')],
  ])('is refused with %s', async (_, over) => {
    await expect(publish(over)).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });

  it.each([
    ['of an unknown type', attributes('visit', '1', 'Text')],
    ['without a value', attributes('visit', '')],
    ['with a name that ends in a dot', attributes('visit.', '1')],
    ['that is a number and is none', attributes('visit', 'one', 'Number')],
  ])('is refused with an attribute %s', async (_, over) => {
    await expect(publish(over)).rejects.toMatchObject({ name: 'InvalidParameterValueException' });
  });
});

describe('a number that answered STOP', () => {
  const isOptedOut = async () =>
    (await sns.send(new CheckIfPhoneNumberIsOptedOutCommand({ phoneNumber: PhoneNumber }))).isOptedOut;

  it('gets no more texts until it opts in, though publishing to it succeeds', async () => {
    expect(replyByText(world, PhoneNumber, 'thank you')).toBe('ignored');
    expect(await isOptedOut()).toBe(false);
    replyByText(world, PhoneNumber, ' stop ');
    expect(await isOptedOut()).toBe(true);
    expect((await sns.send(new ListPhoneNumbersOptedOutCommand({}))).phoneNumbers).toEqual([PhoneNumber]);
    const before = texts().length;
    expect((await publish({ Message: 'dropped' })).MessageId).toBeTruthy();
    expect(texts()).toHaveLength(before);
    replyByText(world, PhoneNumber, 'Start');
    expect(await isOptedOut()).toBe(false);
  });

  it('can be opted in for it once in 30 days', async () => {
    replyByText(world, PhoneNumber, 'STOPALL');
    await sns.send(new OptInPhoneNumberCommand({ phoneNumber: PhoneNumber }));
    expect(await isOptedOut()).toBe(false);
    const again = sns.send(new OptInPhoneNumberCommand({ phoneNumber: PhoneNumber }));
    await expect(again).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });
});

describe('the SMS set-up', () => {
  it('looks like an account that can send', async () => {
    const { attributes } = await sns.send(new GetSMSAttributesCommand({ attributes: ['DefaultSMSType'] }));
    expect(attributes).toEqual({ DefaultSMSType: 'Transactional' });
    expect((await sns.send(new GetSMSSandboxAccountStatusCommand({}))).IsInSandbox).toBe(false);
    const { PhoneNumbers } = await sns.send(new ListOriginationNumbersCommand({}));
    expect(PhoneNumbers).toMatchObject([{ Status: 'ACTIVE', NumberCapabilities: ['SMS'] }]);
  });
});
