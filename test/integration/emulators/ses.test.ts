import { afterAll, beforeAll, expect, it } from 'vitest';
import { OUTBOX } from '../../../local/emulators/outbox.ts';
import { createSes } from '../../../local/emulators/ses.ts';
import { createWorld, type ServedEmulators, serveEmulators } from '../../support/serve-emulators.ts';

const world = createWorld();
let served: ServedEmulators;

beforeAll(async () => {
  served = await serveEmulators(createSes(world));
});
afterAll(() => served.stop());

/** By hand: nothing of the system sends e-mail with the SDK yet. */
const send = (to: string) =>
  fetch(`${served.client.endpoint}/v2/email/outbound-emails`, {
    method: 'POST',
    headers: { authorization: 'AWS4-HMAC-SHA256 Credential=local/20261120/us-east-1/ses/aws4_request' },
    body: JSON.stringify({
      FromEmailAddress: "Mike's Contracting <office@example.com>",
      Destination: { ToAddresses: [to] },
      Content: { Simple: { Subject: { Data: 'Welcome' }, Body: { Text: { Data: 'Come in.' } } } },
    }),
  });

it('an e-mail is in the outbox once it is accepted, and an address that is none is refused', async () => {
  const accepted = await send('dana@example.com');
  expect(await accepted.json()).toHaveProperty('MessageId');
  expect(world.store.list(OUTBOX).map(({ value }) => value)).toMatchObject([
    { channel: 'email', to: 'dana@example.com', text: 'Welcome\n\nCome in.' },
  ]);
  expect((await send('nobody')).status).toBe(400);
});
