import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { toldBySet } from './configuration-sets.ts';
import { AwsError, type Emulator, InvalidInput, type World } from './emulator.ts';
import { describeMailAccount, isVerified, listMailIdentities, mailAccount } from './mail-account.ts';
import { tellOfMail } from './mail-events.ts';
import { fateOf, isSimulator } from './mailboxes.ts';
import { listOf, operation, text } from './operation.ts';
import { putInOutbox } from './outbox.ts';
import { createRestEmulator, refuseRest } from './rest-json.ts';

const BARE = '[!-;=?A-~]+@[!-;=?A-~]+\\.[!-;=?A-~]+';
/** Before an address: quoted, where it may hold whatever else. */
const NAME = '(?:"(?:[ !#-\\[\\]-~]|\\\\[ -~])*" ?|[ !#-;=?-~]*)';
/** All of ASCII: a name that is not is an encoded word, a domain Punycode (SendEmail, API reference). */
const ADDRESS = text(new RegExp(`^(?:${BARE}|${NAME}<${BARE}>)$`));
/** All recipients of a mail together, and its bytes with both parts, encoded (Service quotas, Developer Guide). */
const MOST_RECIPIENTS = 50;
const MOST_BYTES = 40 * 1024 * 1024;
const PART = z.strictObject({ Data: z.string(), Charset: z.optional(z.string()) });
/** What a mail may carry besides: a name without a colon, and one line of ASCII (MessageHeader, API reference). */
const HEADER = z.strictObject({ Name: text(/^[!-9;-@A-~]{1,126}$/), Value: text(/^[ -~]{1,995}$/) });
const EMAIL = z.strictObject({
  FromEmailAddress: ADDRESS,
  Destination: z.strictObject({ ToAddresses: listOf(ADDRESS, 1, MOST_RECIPIENTS) }),
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
  refuseStanding(world);
  refuseLength(Body);
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
  for (const one of to) {
    if (fateOf(world.store, one) !== 'suppressed') putInOutbox(world, { ...mail, to: one });
  }
  tellOfMail(world, { messageId, from, to, subject: Subject.Data, configurationSet: set });
  return messageId;
}

/** An account that Amazon has shut, or that is paused, or has used up its day. */
function refuseStanding({ store }: World): void {
  const { sending = true, standing, quota } = mailAccount(store);
  if (standing === 'SHUTDOWN')
    throw new AwsError(400, 'AccountSuspendedException', 'Sending has been shut down for this account.');
  if (!sending)
    throw new AwsError(400, 'SendingPausedException', 'Email sending is disabled for this account.');
  if (quota && quota.most >= 0 && quota.sent >= quota.most)
    throw new AwsError(429, 'TooManyRequestsException', 'Daily message quota exceeded.');
}

/** What is sent is base64: four bytes for three. */
function refuseLength({ Text, Html }: z.output<typeof EMAIL>['Content']['Simple']['Body']): void {
  const bytes = Buffer.byteLength(Text?.Data ?? '') + Buffer.byteLength(Html?.Data ?? '');
  if ((bytes * 4) / 3 <= MOST_BYTES) return;
  throw new AwsError(400, 'BadRequestException', `Message length is more than ${MOST_BYTES} bytes long.`);
}

/** Mails come from what is verified; in the sandbox they also go nowhere else, but to the mailbox simulator. */
function refuseUnverified(world: World, from: string, to: readonly string[]): void {
  const account = mailAccount(world.store);
  const address = (given: string) => /<([^<>]+)>$/.exec(given)?.[1] ?? given;
  const asked = [from, ...(account.production ? [] : to)].map(address);
  const failed = asked.filter((one) => !isVerified(account, one) && !isSimulator(one));
  if (failed.length === 0) return;
  const said = 'Email address is not verified. The following identities failed the check in region';
  throw new AwsError(400, 'MessageRejected', `${said} ${world.region.toUpperCase()}: ${failed.join(', ')}`);
}
