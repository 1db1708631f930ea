import { randomUUID } from 'node:crypto';
import { toldBySet } from './configuration-sets.ts';
import type { World } from './emulator.ts';
import { type Fate, fateOf, suppressMailbox } from './mailboxes.ts';

/** A mail that SES has taken. */
export interface TakenMail {
  readonly messageId: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  /** None of what becomes of a mail is told without. */
  readonly configurationSet?: string | undefined;
}

type Told = 'DELIVERY' | 'BOUNCE' | 'COMPLAINT';

/** How the bus calls them, and how they call themselves (Amazon SES Developer Guide, monitoring with EventBridge). */
const NAMES = {
  DELIVERY: ['Email Delivered', 'Delivery'],
  BOUNCE: ['Email Bounced', 'Bounce'],
  COMPLAINT: ['Email Complaint Received', 'Complaint'],
} as const;

const COMES_OF: Readonly<Record<Fate, readonly Told[]>> = {
  arrives: ['DELIVERY'],
  bounces: ['BOUNCE'],
  suppressed: ['BOUNCE'],
  complains: ['DELIVERY', 'COMPLAINT'],
};

/** What becomes of a mail to each of its addresses, told as far as its set is told of. */
export function tellOfMail(world: World, mail: TakenMail): void {
  const { configurationSet: set } = mail;
  const told = set === undefined ? [] : (toldBySet(world.store, set) ?? []);
  for (const to of mail.to) {
    const fate = fateOf(world.store, to);
    for (const type of COMES_OF[fate]) if (told.includes(type)) emit(world, mail, type, { to, fate });
    if (fate === 'bounces' || fate === 'complains') suppressMailbox(world.store, to);
  }
}

function emit(world: World, mail: TakenMail, type: Told, about: About): void {
  const { messageId, from, to, subject, configurationSet = '' } = mail;
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

interface About {
  readonly to: string;
  readonly fate: Fate;
}

const WHAT: Readonly<Record<Told, (timestamp: string, about: About) => object>> = {
  DELIVERY: (timestamp, { to }) => ({
    timestamp,
    processingTimeMillis: 500,
    recipients: [to],
    smtpResponse: '250 2.6.0 Message received',
    reportingMTA: 'a1.smtp-out.amazonses.com',
  }),
  BOUNCE: (timestamp, { to, fate }) => ({
    feedbackId: randomUUID(),
    bounceType: 'Permanent',
    bounceSubType: fate === 'suppressed' ? 'OnAccountSuppressionList' : 'General',
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
