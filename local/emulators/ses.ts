import * as z from 'zod/mini';
import { AwsError, type Emulator, InvalidInput, type World } from './emulator.ts';
import { describeMailAccount, listMailIdentities } from './mail-account.ts';
import { listOf, operation, text, textOf } from './operation.ts';
import { putInOutbox } from './outbox.ts';
import { createRestEmulator, refuseRest } from './rest-json.ts';

const ADDRESS = text(/^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$|^[^<>]*<[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+>$/);
const PART = z.strictObject({ Data: z.string(), Charset: z.optional(z.string()) });
const EMAIL = z.strictObject({
  FromEmailAddress: ADDRESS,
  Destination: z.strictObject({ ToAddresses: listOf(ADDRESS, 1, 50) }),
  Content: z.strictObject({
    Simple: z.strictObject({
      Subject: z.extend(PART, { Data: textOf(1, 998) }),
      Body: z
        .strictObject({ Text: z.optional(PART), Html: z.optional(PART) })
        .check(z.refine(({ Text, Html }) => Boolean(Text ?? Html), 'A body needs Text or Html')),
    }),
  }),
});

/** Amazon SES (v2): simple e-mails, one outbox entry per recipient, to nobody when one address is none; and how the account stands. */
export function createSes(world: World): Emulator {
  return createRestEmulator({
    service: 'ses',
    signingNames: ['ses'],
    operations: {
      SendEmail: {
        method: 'POST',
        path: '/v2/email/outbound-emails',
        ...operation(EMAIL, (email) => ({ MessageId: sendEmail(world, email) })),
      },
      GetAccount: {
        method: 'GET',
        path: '/v2/email/account',
        ...operation(z.strictObject({}), () => describeMailAccount(world.store)),
      },
      ListEmailIdentities: {
        method: 'GET',
        path: '/v2/email/identities',
        ...operation(z.strictObject({}), () => listMailIdentities(world.store)),
      },
    },
    refuse: (error) =>
      refuseRest(
        error instanceof InvalidInput ? new AwsError(400, 'BadRequestException', error.message) : error,
      ),
  });
}

function sendEmail(world: World, { Destination, Content }: z.output<typeof EMAIL>): string | undefined {
  const { Subject, Body } = Content.Simple;
  const text = `${Subject.Data}\n\n${(Body.Text ?? Body.Html)?.Data}`;
  return Destination.ToAddresses.map((to) => putInOutbox(world, { channel: 'email', to, text })).at(-1);
}
