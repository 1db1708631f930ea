import { ATTEMPTS } from './attempts.ts';
import type { Uses } from './grants.ts';

interface Subscriber {
  /** The file under functions/ that handles it, without its ending. */
  readonly door: string;
  readonly uses: Uses;
  readonly timeoutSeconds: number;
  /** Of the account's concurrent executions, how many are kept for it alone; as with the groups of routes. */
  readonly reserved?: number;
}

/** A table's stream, read in order per item; `only` is a Lambda event filter pattern. */
export interface StreamSubscription extends Subscriber {
  readonly from: 'records-stream' | 'positions-stream';
  readonly only: object;
  readonly batchSize: number;
  /** Batches under way at once; the records of one item stay in order all the same. One unless told. */
  readonly atOnce?: number;
  /** How often a record that fails is tried again; -1: until it is too old. */
  readonly attempts: number;
  /** How old a record may become. A stream forgets after 24 hours: what is older than this is parked before. */
  readonly maxAgeHours?: number;
}

/** Events of our own bus, straight to the function (asynchronous invocation) or through a queue. */
export interface EventSubscription extends Subscriber {
  readonly from: 'facts' | 'location' | 'mail';
  readonly only: object;
  /** With a queue: redelivered until it succeeds, this many times, this far apart. */
  readonly queue?: { readonly attempts: number; readonly retryAfterSeconds: number };
}

/** Invoked by the clock, again and again. */
export interface ClockSubscription extends Subscriber {
  readonly from: 'clock';
  readonly everyHours: number;
}

/** Lines that SNS writes into the account's logs about texts, where the operator has them written. */
export interface LogSubscription extends Subscriber {
  readonly from: 'sms-log';
}

/** Told by the topic that the operator's number has for what customers answer. */
export interface TopicSubscription extends Subscriber {
  readonly from: 'replies';
}

/** Invoked by the operator only. */
export interface OperatorSubscription extends Subscriber {
  readonly from: 'operator';
}

export type Subscription =
  | StreamSubscription
  | EventSubscription
  | ClockSubscription
  | LogSubscription
  | TopicSubscription
  | OperatorSubscription;

/** Everything that is not an HTTP route: stream, event, clock or operator → its door. */
export const subscriptions: Readonly<Record<string, Subscription>> = {
  /** Timeline entries, and what the office writes to its team, become facts on the bus: what was written will be said. */
  'publish-facts': {
    from: 'records-stream',
    door: 'visits/publish-facts',
    only: { eventName: ['INSERT'], dynamodb: { NewImage: { type: { S: ['fact', 'memo'] } } } },
    batchSize: 100,
    attempts: -1,
    maxAgeHours: 23,
    timeoutSeconds: 30,
    uses: { publishFacts: true },
  },
  /** The technicians' latest positions: live items, Amazon Location, arrivals. */
  'on-positions': {
    from: 'positions-stream',
    door: 'tracking/on-positions',
    reserved: 50,
    only: { eventName: ['INSERT', 'MODIFY'], dynamodb: { Keys: { sk: { S: ['LATEST'] } } } },
    batchSize: 100,
    atOnce: 4,
    attempts: 5,
    timeoutSeconds: 30,
    uses: {
      records: ['GetItem', 'PutItem'],
      positions: ['GetItem', 'PutItem', 'UpdateItem', 'Query'],
      routes: true,
      fences: ['BatchEvaluateGeofences'],
    },
  },
  /** What the public may see of a drive has changed: the pages that are open follow. */
  'show-drive': {
    from: 'positions-stream',
    door: 'live/show-drive',
    only: { eventName: ['INSERT', 'MODIFY'], dynamodb: { Keys: { sk: { S: [{ prefix: 'LIVE#' }] } } } },
    batchSize: 100,
    atOnce: 4,
    attempts: 2,
    timeoutSeconds: 15,
    uses: {
      records: ['GetItem'],
      positions: ['Query', 'DeleteItem'],
      liveUrl: true,
      sockets: ['POST'],
    },
  },
  /** A link shows something else, or leads nowhere any more: the pages that are open follow, or are closed. */
  'show-link': {
    from: 'records-stream',
    door: 'live/show-link',
    only: { eventName: ['MODIFY', 'REMOVE'], dynamodb: { Keys: { sk: { S: ['LINK'] } } } },
    batchSize: 100,
    attempts: 5,
    timeoutSeconds: 15,
    uses: {
      records: ['GetItem'],
      positions: ['GetItem', 'Query', 'DeleteItem'],
      liveUrl: true,
      sockets: ['POST', 'DELETE'],
    },
  },
  /** Something happened: boards of the office that are open follow. */
  'show-fact': {
    from: 'facts',
    door: 'live/show-fact',
    only: { 'detail-type': [{ prefix: 'visit.' }, { prefix: 'alert.' }, { prefix: 'event.' }] },
    timeoutSeconds: 15,
    uses: {
      records: ['GetItem', 'BatchGetItem'],
      positions: ['GetItem', 'Query', 'DeleteItem'],
      sockets: ['POST', 'DELETE'],
    },
  },
  /** The fence around the address stands from setting off until the technician leaves. */
  'place-fence': {
    from: 'facts',
    door: 'tracking/place-fence',
    only: {
      'detail-type': [
        'visit.en_route',
        'visit.arrival_undone',
        'visit.left',
        'visit.completed',
        'visit.cancelled',
        'visit.recalled',
        'visit.reassigned',
        'visit.redirected',
      ],
    },
    timeoutSeconds: 15,
    uses: { records: ['GetItem'], fences: ['PutGeofence', 'BatchDeleteGeofence'] },
  },
  /** Fences whose technician was never seen leaving, and those whose deletion was missed. */
  'sweep-fences': {
    from: 'clock',
    everyHours: 1,
    door: 'tracking/sweep-fences',
    timeoutSeconds: 60,
    uses: { records: ['BatchGetItem'], fences: ['ListGeofences', 'BatchDeleteGeofence'] },
  },
  /** A technician left a site: the next visit begins, or they are asked. */
  'start-next': {
    from: 'facts',
    door: 'visits/start-next',
    only: { 'detail-type': ['visit.left'] },
    timeoutSeconds: 15,
    uses: {
      records: ['GetItem', 'BatchGetItem', 'PutItem'],
      indexes: ['by-person'],
      positions: ['GetItem', 'UpdateItem'],
    },
  },
  /** A technician drives something else: the customer they are on the way to is told what to look out for. */
  'show-vehicle': {
    from: 'facts',
    door: 'visits/show-vehicle',
    only: { 'detail-type': ['vehicle.driver_changed'] },
    timeoutSeconds: 15,
    uses: { records: ['GetItem', 'BatchGetItem', 'PutItem'], positions: ['GetItem'] },
  },
  /** The time technicians spend at sites, as the timelines tell it. */
  'keep-time': {
    from: 'facts',
    door: 'timesheets/keep-time',
    only: {
      'detail-type': [
        'visit.arrived',
        'visit.arrival_undone',
        'visit.left',
        'visit.completed',
        'visit.cancelled',
      ],
    },
    timeoutSeconds: 15,
    uses: { records: ['Query', 'PutItem'] },
  },
  /** What companies' reports count of visits, brought in line with what each has become. */
  'keep-report': {
    from: 'facts',
    door: 'reports/keep-report',
    only: {
      'detail-type': [
        'visit.created',
        'visit.en_route',
        'visit.arrived',
        'visit.arrival_undone',
        'visit.left',
        'visit.completed',
        'visit.cancelled',
        'visit.recalled',
        'visit.rescheduled',
        'visit.reassigned',
        'visit.review_requested',
        'report.due',
      ],
    },
    timeoutSeconds: 15,
    uses: {
      records: ['GetItem', 'Query', 'PutItem', 'UpdateItem'],
      timers: ['CreateSchedule'],
    },
  },
  /** The streets around an address, drawn once for the pages that will show them. */
  'draw-sketches': {
    from: 'facts',
    door: 'public/draw-sketches',
    only: { 'detail-type': ['visit.created', 'visit.redirected'] },
    timeoutSeconds: 30,
    uses: { records: ['GetItem', 'PutItem'], streets: true },
  },
  /** Amazon Location says a technician crossed a fence. */
  'on-geofence-event': {
    from: 'location',
    door: 'tracking/on-geofence-event',
    only: { source: ['aws.geo'], 'detail-type': ['Location Geofence Event'] },
    timeoutSeconds: 15,
    uses: { positions: ['GetItem', 'UpdateItem'] },
  },
  /** Messages to customers, technicians and the office, each claimed in the ledger before it leaves. */
  'send-texts': {
    from: 'facts',
    door: 'messaging/send-texts',
    reserved: 20,
    only: {
      'detail-type': [
        'visit.link_text_requested',
        'visit.dispatched',
        'visit.reassigned',
        'visit.en_route',
        'visit.arrived',
        'visit.running_late',
        'visit.late',
        'visit.reminder_due',
        'visit.review_requested',
        'visit.rescheduled',
        'visit.cancelled',
        'visit.message_resent',
        'visit.message_written',
        'visit.help_asked',
        'memo.written',
        'memo.resent',
        'message.due',
        'alert.raised',
      ],
    },
    queue: { attempts: ATTEMPTS, retryAfterSeconds: 66 },
    timeoutSeconds: 11,
    uses: {
      records: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'ConditionCheckItem'],
      indexes: ['by-account', 'by-person'],
      positions: ['GetItem'],
      linkSecret: true,
      pushSecret: true,
      sms: true,
      mail: true,
      pushToApps: true,
      timers: ['CreateSchedule'],
    },
  },
  /** What SES says of mails that have left. */
  'note-mails': {
    from: 'mail',
    door: 'messaging/note-mails',
    only: {
      source: ['aws.ses'],
      'detail-type': [
        'Email Delivered',
        'Email Bounced',
        'Email Complaint Received',
        'Email Rejected',
        'Email Rendering Failed',
      ],
    },
    timeoutSeconds: 15,
    uses: { records: ['GetItem', 'UpdateItem', 'PutItem'] },
  },
  /** What customers answer by text. */
  'hear-replies': {
    from: 'replies',
    door: 'messaging/hear-replies',
    timeoutSeconds: 15,
    uses: {
      records: ['GetItem', 'BatchGetItem', 'PutItem'],
      indexes: ['by-person'],
      optOuts: ['CheckIfPhoneNumberIsOptedOut', 'OptInPhoneNumber'],
    },
  },
  /** What phone networks say of texts that have left. */
  'note-deliveries': {
    from: 'sms-log',
    door: 'messaging/note-deliveries',
    timeoutSeconds: 30,
    uses: { records: ['GetItem', 'UpdateItem', 'PutItem'] },
  },
  /**
   * Visits looked at when they change, and when their timers say that it is time: who is late or silent is told of,
   * what everybody has forgotten is closed.
   */
  timers: {
    from: 'facts',
    door: 'timers/attend-visit',
    only: {
      'detail-type': [
        'timer.due',
        'visit.created',
        'visit.en_route',
        'visit.arrived',
        'visit.completed',
        'visit.cancelled',
        'visit.recalled',
        'visit.arrival_undone',
        'visit.held',
        'visit.released',
        'visit.rescheduled',
        'visit.reassigned',
      ],
    },
    queue: { attempts: 12, retryAfterSeconds: 90 },
    timeoutSeconds: 15,
    uses: {
      records: ['GetItem', 'PutItem', 'DeleteItem'],
      positions: ['BatchGetItem', 'UpdateItem'],
      timers: ['CreateSchedule', 'DeleteSchedule'],
    },
  },
  /** Every fact becomes a delivery for each webhook of its account that wants it; a replay begins those of a span anew. */
  'note-webhooks': {
    from: 'facts',
    door: 'webhooks/note-webhooks',
    only: {
      'detail-type': [
        { prefix: 'visit.' },
        { prefix: 'alert.' },
        { prefix: 'vehicle.' },
        { prefix: 'event.' },
        'webhook.replay',
      ],
    },
    queue: { attempts: 12, retryAfterSeconds: 90 },
    timeoutSeconds: 15,
    uses: {
      records: ['Query', 'PutItem', 'UpdateItem'],
      indexes: ['by-person'],
      publishFacts: true,
    },
  },
  /** Deliveries to other systems, each tried when its time has come; a receiver has 15 s for its answer. */
  'send-webhooks': {
    from: 'facts',
    door: 'webhooks/send-webhooks',
    reserved: 20,
    only: { 'detail-type': ['webhook.due'] },
    queue: { attempts: 12, retryAfterSeconds: 150 },
    timeoutSeconds: 25,
    uses: {
      records: ['GetItem', 'PutItem', 'UpdateItem'],
      webhookSecret: true,
      timers: ['CreateSchedule'],
    },
  },
  /** Creates or changes an account and its members: the operator's way in, before there is a first owner. */
  provision: {
    from: 'operator',
    door: 'team/provision',
    timeoutSeconds: 15,
    uses: {
      records: ['GetItem', 'BatchGetItem', 'PutItem', 'UpdateItem', 'DeleteItem'],
      indexes: ['by-account'],
      positions: ['UpdateItem'],
      publicOrigin: true,
      invitations: true,
    },
  },
  /** Puts the facts of a visit on the bus again, for when they, or what they set in motion, were lost. */
  republish: {
    from: 'operator',
    door: 'visits/republish',
    timeoutSeconds: 30,
    uses: { records: ['Query'], publishFacts: true },
  },
};
