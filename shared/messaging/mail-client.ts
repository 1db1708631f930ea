import { SESv2Client, SESv2ServiceException, SendEmailCommand } from '@aws-sdk/client-sesv2';
import type { Answer } from './dependencies.ts';
import { mailbox } from './mailbox.ts';
import type { Mail } from './render-mail.ts';
import { meaning } from './service-answer.ts';

/** One try, and an answer within 3 s, as for texts. */
const ses = new SESv2Client({
  maxAttempts: 1,
  requestHandler: { connectionTimeout: 1000, requestTimeout: 3000, throwOnRequestTimeout: true },
});

interface Letter extends Mail {
  readonly to: string;
  /** The company's name, as mail programs show the sender. */
  readonly sender: string;
  /**
   * Ends these mails by one click in the mail program itself (RFC 8058). Without one it is a letter to one of the team,
   * and nobody is told what becomes of it.
   */
  readonly unsubscribe?: string;
}

/** SES refuses these whenever they are sent again unchanged: an address it will not write to, or from. */
const PERMANENT = ['BadRequest', 'MessageRejected'];

/** Hands one mail to SES, once. Never throws. */
export async function sendMail({ to, sender, subject, html, text, unsubscribe }: Letter): Promise<Answer> {
  const part = (Data: string) => ({ Data, Charset: 'UTF-8' });
  const command = new SendEmailCommand({
    FromEmailAddress: mailbox(sender, process.env['MAIL_SENDER'] ?? ''),
    Destination: { ToAddresses: [to] },
    ...(unsubscribe !== undefined && { ConfigurationSetName: process.env['MAIL_CONFIGURATION_SET'] }),
    Content: {
      Simple: {
        Subject: part(subject),
        Body: { Html: part(html), Text: part(text) },
        ...(unsubscribe !== undefined && {
          Headers: [
            { Name: 'List-Unsubscribe', Value: `<${unsubscribe}>` },
            { Name: 'List-Unsubscribe-Post', Value: 'List-Unsubscribe=One-Click' },
          ],
        }),
      },
    },
  });
  try {
    const { MessageId } = await ses.send(command);
    return { kind: 'accepted', providerId: MessageId ?? '' };
  } catch (error) {
    return meaning(error, { status: statusOf, permanent: PERMANENT });
  }
}

const statusOf = (error: unknown): number =>
  error instanceof SESv2ServiceException ? (error.$metadata.httpStatusCode ?? 0) : 0;
