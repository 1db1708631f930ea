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
import { type SmsAccount, setSmsAccount } from '../../../local/emulators/sms-account.ts';
import { reach } from '../../../local/emulators/sms-network.ts';
import { createSns } from '../../../local/emulators/sns.ts';
import { MODELS } from '../../support/emulated-services.ts';
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

describe('a number', () => {
  it.each(['+12', '+123456789012345', '+14155550123'])('is one: %s', async (phone) => {
    expect((await publish({ PhoneNumber: phone })).MessageId).toBeTruthy();
  });

  it.each([
    '',
    '+1',
    '+1234567890123456',
    '+04155550123',
    '4155550123',
    '0014155550123',
    '+1 415 555 0123',
    '+1-415-555-0123',
    '+1415555O123',
    'dana@example.org',
  ])('is none, and refused as the model has it: %s', async (phone) => {
    const model = MODELS.get('sns');
    const [name, before] = ['InvalidParameterException', texts().length];
    expect(model?.operation('Publish')?.errors).toContain(name);
    const refused = publish({ PhoneNumber: phone });
    const { status } = model?.error(name) ?? expect.fail(`${name} is not in the model`);
    await expect(refused).rejects.toMatchObject({ name, $metadata: { httpStatusCode: status } });
    expect(texts()).toHaveLength(before);
  });
});

describe('a text that SNS takes, and drops, is one', () => {
  const attributes = { DeliveryStatusIAMRole: 'role', DeliveryStatusSuccessSamplingRate: '100' };
  const inSandbox = { inSandbox: true, verified: ['+14155550111'] };
  const spending = (spent: number, MonthlySpendLimit?: string) => ({
    spent,
    attributes: { ...attributes, ...(MonthlySpendLimit && { MonthlySpendLimit }) },
  });
  it.each<[string, 'taken' | 'dropped', Partial<SmsAccount>, string]>([
    ['from the sandbox to a number that is not verified', 'dropped', inSandbox, '+14155550122'],
    ['from there to one that is', 'taken', inSandbox, '+14155550111'],
    ['with the month’s money spent', 'dropped', spending(50, '50'), '+14155550122'],
    ['with a cent left', 'taken', spending(49.99, '50'), '+14155550122'],
    ['with the dollar spent that every account begins with', 'dropped', spending(1), '+14155550122'],
    ['out of reach', 'dropped', {}, '+14155550166'],
    ['that arrives', 'taken', {}, '+14155550122'],
  ])('%s: %s', async (_, ending, account, phone) => {
    setSmsAccount(world.store, account);
    reach(world, '+14155550166', 'Phone is currently unreachable/unavailable');
    const [before, lines] = [texts().length, world.logged.length];
    expect((await publish({ PhoneNumber: phone })).MessageId).toBeTruthy();
    setSmsAccount(world.store, {});
    expect(texts()).toHaveLength(before + (ending === 'taken' ? 1 : 0));
    const [line, ...more] = world.logged.slice(lines);
    expect(more).toEqual([]);
    expect(JSON.parse(line?.line ?? '')).toMatchObject({
      status: ending === 'taken' ? 'SUCCESS' : 'FAILURE',
      delivery: { destination: phone },
    });
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
