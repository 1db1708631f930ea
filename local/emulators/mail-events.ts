import { randomUUID } from 'node:crypto';
import { toldBySet } from './configuration-sets.ts';
import type { World } from './emulator.ts';

/** A mail that SES has taken. */
export interface TakenMail {
  readonly messageId: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly configurationSet: string;
}

type Told = 'DELIVERY' | 'BOUNCE' | 'COMPLAINT';

/** How the bus calls them, and how they call themselves (Amazon SES Developer Guide, monitoring with EventBridge). */
const NAMES = {
  DELIVERY: ['Email Delivered', 'Delivery'],
  BOUNCE: ['Email Bounced', 'Bounce'],
  COMPLAINT: ['Email Complaint Received', 'Complaint'],
} as const;

/** The mailbox simulator's addresses, with or without a label, and what comes of mails to them. */
const SIMULATOR = /^(bounce|complaint|suppressionlist)(\+[^@]*)?@simulator\.amazonses\.com$/i;
const BY_NAME: Readonly<Record<string, readonly Told[]>> = {
  bounce: ['BOUNCE'],
  suppressionlist: ['BOUNCE'],
  complaint: ['DELIVERY', 'COMPLAINT'],
};

/** Tells what becomes of a mail to each of its addresses, as far as its set is told of. */
export function tellOfMail(world: World, mail: TakenMail): void {
  const told = toldBySet(world.store, mail.configurationSet) ?? [];
  for (const to of mail.to) {
    const name = SIMULATOR.exec(to)?.[1]?.toLowerCase() ?? '';
    for (const type of BY_NAME[name] ?? (['DELIVERY'] as const)) {
      if (told.includes(type)) emit(world, mail, type, { to, name });
    }
  }
}

function emit(world: World, mail: TakenMail, type: Told, about: { to: string; name: string }): void {
  const { messageId, from, to, subject, configurationSet } = mail;
  const [detailType, eventType] = NAMES[type];
  const timestamp = new Date(world.now()).toISOString();
  const headers = { from: [from], to: [...to], messageId, subject };
  world.emit({
    source: 'aws.ses',
    'detail-type': detailType,
    resources: [`arn:aws:ses:${world.region}:${world.accountId}:configuration-set/${configurationSet}`],
    detail: {
      eventType,
      mail: {
        timestamp,
        source: from,
        sendingAccountId: world.accountId,
        messageId,
        destination: [...to],
        headersTruncated: false,
        commonHeaders: headers,
        tags: { 'ses:configuration-set': [configurationSet] },
      },
      [eventType.toLowerCase()]: WHAT[type](timestamp, about),
    },
  });
}

const WHAT: Readonly<Record<Told, (timestamp: string, about: { to: string; name: string }) => object>> = {
  DELIVERY: (timestamp, { to }) => ({
    timestamp,
    processingTimeMillis: 500,
    recipients: [to],
    smtpResponse: '250 2.6.0 Message received',
    reportingMTA: 'a1.smtp-out.amazonses.com',
  }),
  BOUNCE: (timestamp, { to, name }) => ({
    feedbackId: randomUUID(),
    bounceType: 'Permanent',
    bounceSubType: name === 'suppressionlist' ? 'OnAccountSuppressionList' : 'General',
    bouncedRecipients: [
      { emailAddress: to, action: 'failed', status: '5.1.1', diagnosticCode: 'smtp; 550 5.1.1 user unknown' },
    ],
    timestamp,
    reportingMTA: 'dns; a1.smtp-out.amazonses.com',
  }),
  COMPLAINT: (timestamp, { to }) => ({
    feedbackId: randomUUID(),
    complainedRecipients: [{ emailAddress: to }],
    complaintFeedbackType: 'abuse',
    timestamp,
    arrivalDate: timestamp,
  }),
};
