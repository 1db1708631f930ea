import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { OUTBOX } from '../../../local/emulators/outbox.ts';
import { createSes } from '../../../local/emulators/ses.ts';
import { createWorld, type ServedEmulators, serveEmulators } from '../../support/serve-emulators.ts';

const world = createWorld();
let served: ServedEmulators;
let ses: SESv2Client;

beforeAll(async () => {
  served = await serveEmulators(createSes(world));
  ses = new SESv2Client(served.client);
});
afterAll(() => served.stop());
beforeEach(() => {
  for (const { key } of world.store.list(OUTBOX)) world.store.delete(OUTBOX, key);
});

const send = (...ToAddresses: string[]) =>
  ses.send(
    new SendEmailCommand({
      FromEmailAddress: "Mike's Contracting <office@example.com>",
      Destination: { ToAddresses },
      Content: { Simple: { Subject: { Data: 'Welcome' }, Body: { Text: { Data: 'Come in.' } } } },
    }),
  );
const outbox = () => world.store.list(OUTBOX).map(({ value }) => value);

it('an e-mail is in the outbox once it is accepted', async () => {
  expect((await send('dana@example.com')).MessageId).toBeTruthy();
  expect(outbox()).toMatchObject([
    { channel: 'email', to: 'dana@example.com', subject: 'Welcome', text: 'Come in.' },
  ]);
});

it('an e-mail goes to nobody when one of its addresses is none', async () => {
  await expect(send('dana@example.com', 'nobody')).rejects.toMatchObject({ name: 'BadRequestException' });
  expect(outbox()).toEqual([]);
});
