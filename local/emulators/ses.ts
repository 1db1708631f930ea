import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { toldBySet } from './configuration-sets.ts';
import { AwsError, type Emulator, InvalidInput, type World } from './emulator.ts';
import { describeMailAccount, listMailIdentities, mailAccount } from './mail-account.ts';
import { tellOfMail } from './mail-events.ts';
import { listOf, operation, text } from './operation.ts';
import { putInOutbox } from './outbox.ts';
import { createRestEmulator, refuseRest } from './rest-json.ts';

const ADDRESS = text(/^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$|^[^<>]*<[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+>$/);
const PART = z.strictObject({ Data: z.string(), Charset: z.optional(z.string()) });
/** What a mail may carry besides: a name without a colon, and one line of ASCII (MessageHeader, API reference). */
const HEADER = z.strictObject({ Name: text(/^[!-9;-@A-~]{1,126}$/), Value: text(/^[ -~]{1,995}$/) });
const EMAIL = z.strictObject({
  FromEmailAddress: ADDRESS,
  Destination: z.strictObject({ ToAddresses: listOf(ADDRESS, 1, 50) }),
  ConfigurationSetName: z.optional(text(/^[\w-]{1,64}$/)),
  Content: z.strictObject({
    Simple: z.strictObject({
      Subject: z.extend(PART, { Data: text(/^[^\r\n]{1,998}$/) }),
      Body: z
        .strictObject({ Text: z.optional(PART), Html: z.optional(PART) })
        .check(z.refine(({ Text, Html }) => Boolean(Text ?? Html), 'A body needs Text or Html')),
      Headers: z.optional(listOf(HEADER, 0, 15)),
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

function sendEmail(world: World, email: z.output<typeof EMAIL>): string {
  const { FromEmailAddress: from, Destination, ConfigurationSetName: set, Content } = email;
  const { Subject, Body } = Content.Simple;
  const to = Destination.ToAddresses;
  if (set !== undefined && !toldBySet(world.store, set))
    throw new AwsError(404, 'NotFoundException', `Configuration set <${set}> does not exist.`);
  refuseUnverified(world, from, to);
  const mail = {
    channel: 'email',
    subject: Subject.Data,
    text: Body.Text?.Data ?? '',
    ...(Body.Html && { html: Body.Html.Data }),
  } as const;
  const messageId = randomUUID();
  for (const one of to) putInOutbox(world, { ...mail, to: one });
  if (set !== undefined) {
    tellOfMail(world, { messageId, from, to, subject: Subject.Data, configurationSet: set });
  }
  return messageId;
}

/** Mails come from what is verified; in the sandbox they also go nowhere else, but to the mailbox simulator. */
function refuseUnverified(world: World, from: string, to: readonly string[]): void {
  const { production, identities } = mailAccount(world.store);
  const verified = identities.filter(({ status }) => status === 'SUCCESS').map(({ name }) => name);
  const address = (given: string) => (/<([^<>]+)>$/.exec(given)?.[1] ?? given).toLowerCase();
  const isVerified = (given: string) =>
    verified.includes(address(given)) || verified.includes(address(given).replace(/^.*@/, ''));
  const asked = production ? [from] : [from, ...to.filter((one) => !one.endsWith(SIMULATOR))];
  const failed = asked.filter((one) => !isVerified(one));
  if (failed.length === 0) return;
  const said = 'Email address is not verified. The following identities failed the check in region';
  throw new AwsError(
    400,
    'MessageRejected',
    `${said} ${world.region.toUpperCase()}: ${failed.map(address).join(', ')}`,
  );
}

const SIMULATOR = '@simulator.amazonses.com';
