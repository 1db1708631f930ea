import { SESv2Client, SendEmailCommand, type SendEmailCommandInput } from '@aws-sdk/client-sesv2';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { declareConfigurationSet } from '../../../local/emulators/configuration-sets.ts';
import { type MailAccount, setMailAccount } from '../../../local/emulators/mail-account.ts';
import { setMailbox } from '../../../local/emulators/mailboxes.ts';
import { OUTBOX, type OutboxMessage } from '../../../local/emulators/outbox.ts';
import { createSes } from '../../../local/emulators/ses.ts';
import { MODELS } from '../../support/emulated-services.ts';
import { createWorld, type ServedEmulators, serveEmulators } from '../../support/serve-emulators.ts';

const world = createWorld();
let served: ServedEmulators;
let ses: SESv2Client;

beforeAll(async () => {
  served = await serveEmulators(createSes(world));
  ses = new SESv2Client(served.client);
  declareConfigurationSet(world.store, { name: 'set', told: ['DELIVERY', 'BOUNCE', 'COMPLAINT'] });
});
afterAll(() => served.stop());
beforeEach(() => {
  for (const { key } of world.store.list(OUTBOX)) world.store.delete(OUTBOX, key);
  setMailAccount(world.store, {});
});

type Input = SendEmailCommandInput;
type Simple = NonNullable<NonNullable<Input['Content']>['Simple']>;
const send = (to: string | string[], more: Partial<Input> = {}, simple: Partial<Simple> = {}) =>
  ses.send(
    new SendEmailCommand({
      FromEmailAddress: "Mike's Contracting <office@example.com>",
      Destination: { ToAddresses: [to].flat() },
      Content: {
        Simple: { Subject: { Data: 'Welcome' }, Body: { Text: { Data: 'Come in.' } }, ...simple },
      },
      ...more,
    }),
  );
const outbox = () => world.store.list<OutboxMessage>(OUTBOX).map(({ value }) => value);
const recipients = (count: number) => Array.from({ length: count }, (_, index) => `n${index}@example.org`);
const header = (Name: string, Value: string): Partial<Simple> => ({ Headers: [{ Name, Value }] });
const headers = (count: number): Partial<Simple> => ({
  Headers: Array.from({ length: count }, (_, index) => ({ Name: `X-${index}`, Value: 'x' })),
});
const from = (FromEmailAddress: string): Partial<Input> => ({ FromEmailAddress });
/** What 40 MB hold, as base64 writes them. */
const LARGEST = 30 * 1024 * 1024;
const long = (bytes: number): Partial<Simple> => ({ Body: { Html: { Data: 'x'.repeat(bytes) } } });

it('an e-mail is in the outbox once it is accepted', async () => {
  expect((await send('dana@example.com')).MessageId).toBeTruthy();
  expect(outbox()).toMatchObject([
    { channel: 'email', to: 'dana@example.com', subject: 'Welcome', text: 'Come in.' },
  ]);
});

describe('an e-mail is taken', () => {
  it.each<[string, string | string[], Partial<Input>, Partial<Simple>]>([
    ['to fifty', recipients(50), {}, {}],
    ['of 40 MB', 'dana@example.org', {}, long(LARGEST)],
    ['with fifteen headers', 'dana@example.org', {}, headers(15)],
    ['with a header of 995 characters', 'dana@example.org', {}, header('X-Long', 'x'.repeat(995))],
    [
      'from a name with all there is in it',
      'a@example.org',
      from('"A <b@c.d>, \\"E\\"" <o@example.com>'),
      {},
    ],
    ['from a name that is encoded', 'a@example.org', from('=?UTF-8?B?w5E=?= <o@example.com>'), {}],
    ['from below a verified domain', 'a@example.org', from('office@mail.Example.com'), {}],
  ])('%s', async (_, to, more, simple) => {
    expect((await send(to, more, simple)).MessageId).toBeTruthy();
    expect(outbox()).toHaveLength([to].flat().length);
  });
});

/** In the sandbox, with one address verified besides. */
const SANDBOX: Partial<MailAccount> = {
  production: false,
  identities: [
    { name: 'example.com', status: 'SUCCESS' },
    { name: 'Dana@example.org', status: 'SUCCESS' },
    { name: 'example.net', status: 'PENDING' },
  ],
};

describe('an e-mail goes to nobody, and is refused by', () => {
  it.each<[name: string, string, string | string[], Partial<Input>, Partial<Simple>, Partial<MailAccount>]>([
    ['BadRequestException', 'one address that is none', ['a@example.org', 'nobody'], {}, {}, {}],
    ['BadRequestException', 'an address in other letters', 'ñandu@example.org', {}, {}, {}],
    ['BadRequestException', 'a name in other letters', 'a@example.org', from('Ñ <o@example.com>'), {}, {}],
    [
      'BadRequestException',
      'two lines in a name',
      'a@example.org',
      from('A\r\nBcc: b <o@example.com>'),
      {},
      {},
    ],
    ['BadRequestException', 'nobody', [], {}, {}, {}],
    ['BadRequestException', '51 recipients', recipients(51), {}, {}, {}],
    ['BadRequestException', 'more than 40 MB', 'a@example.org', {}, long(LARGEST + 1), {}],
    ['BadRequestException', 'sixteen headers', 'a@example.org', {}, headers(16), {}],
    ['BadRequestException', 'a header with a colon', 'a@example.org', {}, header('X:', 'x'), {}],
    ['BadRequestException', 'a header of two lines', 'a@example.org', {}, header('X', 'x\r\nBcc: b'), {}],
    ['BadRequestException', 'a header too long', 'a@example.org', {}, header('X', 'x'.repeat(996)), {}],
    ['BadRequestException', 'a header of nothing', 'a@example.org', {}, header('X', ''), {}],
    ['BadRequestException', 'a subject of two lines', 'a@example.org', {}, { Subject: { Data: 'a\nb' } }, {}],
    ['BadRequestException', 'no body', 'a@example.org', {}, { Body: {} }, {}],
    ['NotFoundException', 'a set nobody made', 'a@example.org', { ConfigurationSetName: 'none' }, {}, {}],
    ['MessageRejected', 'a sender unverified', 'a@example.org', from('office@example.org'), {}, {}],
    ['MessageRejected', 'a sender that waits', 'a@example.org', from('office@example.net'), {}, SANDBOX],
    ['MessageRejected', 'an end that is alike', 'a@example.org', from('office@anexample.com'), {}, {}],
    ['MessageRejected', 'the sandbox', 'a@example.org', {}, {}, SANDBOX],
    ['MessageRejected', 'the sandbox, for one', ['b@example.com', 'a@example.org'], {}, {}, SANDBOX],
    ['MessageRejected', 'the sandbox, for the case', 'dana@example.org', {}, {}, SANDBOX],
    ['SendingPausedException', 'an account that is paused', 'a@example.org', {}, {}, { sending: false }],
    ['AccountSuspendedException', 'one shut down', 'a@example.org', {}, {}, { standing: 'SHUTDOWN' }],
    ['TooManyRequestsException', 'a day used up', 'a@example.org', {}, {}, { quota: { most: 9, sent: 9 } }],
  ])('%s for %s', async (name, _, to, more, simple, account) => {
    setMailAccount(world.store, account);
    const model = MODELS.get('ses');
    expect(model?.operation('SendEmail')?.errors).toContain(name);
    await expect(send(to, more, simple)).rejects.toMatchObject({
      name,
      $metadata: { httpStatusCode: model?.error(name)?.status },
    });
    expect(outbox()).toEqual([]);
  });

  it.each([
    ['its domain is verified', 'anybody@example.com'],
    ['it is verified itself', 'Dana@example.org'],
    ['it is the mailbox simulator’s', 'success@simulator.amazonses.com'],
  ])('no sandbox where %s', async (_, to) => {
    setMailAccount(world.store, SANDBOX);
    expect((await send(to)).MessageId).toBeTruthy();
  });
});

describe('an address nobody reads', () => {
  const told = () =>
    world.emitted.splice(0).map(({ 'detail-type': type, detail }) => {
      const { bounce } = detail as { bounce?: { bounceType: string; bounceSubType: string } };
      return bounce ? `${type}: ${bounce.bounceType}, ${bounce.bounceSubType}` : type;
    });
  const withSet = { ConfigurationSetName: 'set' };

  it('has mails come back, and after the first SES sends none there until it is taken off the list', async () => {
    setMailbox(world.store, 'gone@example.org', true);
    for (const to of ['gone@example.org', 'Gone@example.org']) await send(to, withSet);
    expect(told()).toEqual([
      'Email Bounced: Permanent, General',
      'Email Bounced: Permanent, OnAccountSuppressionList',
    ]);
    expect(outbox()).toHaveLength(1);
    setMailbox(world.store, 'gone@example.org', false);
    await send('gone@example.org', withSet);
    expect(told()).toEqual(['Email Delivered']);
  });

  it('is on that list though nobody is told of it', async () => {
    setMailbox(world.store, 'silent@example.org', true);
    for (let time = 0; time < 2; time++) await send('silent@example.org');
    expect([told(), outbox().length]).toEqual([[], 1]);
  });

  it('keeps no other recipient from theirs, and the simulator’s are on no list', async () => {
    setMailbox(world.store, 'lost@example.org', true);
    await send(['lost@example.org', 'dana@example.org'], withSet);
    expect(told().sort()).toEqual(['Email Bounced: Permanent, General', 'Email Delivered']);
    for (let time = 0; time < 2; time++) await send('complaint@simulator.amazonses.com', withSet);
    expect(told()).toEqual(Array(2).fill(['Email Delivered', 'Email Complaint Received']).flat());
  });
});
