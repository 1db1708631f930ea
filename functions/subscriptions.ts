import type { Uses } from './grants.ts';

interface Subscriber {
  /** The file under functions/ that handles it, without its ending. */
  readonly door: string;
  readonly uses: Uses;
  readonly timeoutSeconds: number;
}

/** A table's stream, read in order per item; `only` is a Lambda event filter pattern. */
export interface StreamSubscription extends Subscriber {
  readonly from: 'records-stream' | 'positions-stream';
  readonly only: object;
  readonly batchSize: number;
  readonly attempts: number;
}

/** Events of our own bus, straight to the function (asynchronous invocation) or through a queue. */
export interface EventSubscription extends Subscriber {
  readonly from: 'facts' | 'location';
  readonly only: object;
  /** With a queue: redelivered until it succeeds, this many times, this far apart. */
  readonly queue?: { readonly attempts: number; readonly retryAfterSeconds: number };
}

/** Invoked by the operator only. */
export interface OperatorSubscription extends Subscriber {
  readonly from: 'operator';
}

export type Subscription = StreamSubscription | EventSubscription | OperatorSubscription;

/** Everything that is not an HTTP route: stream, event or operator → its door. */
export const subscriptions: Readonly<Record<string, Subscription>> = {
  /** Timeline entries become facts on the bus; what was written is what will be said. */
  'publish-facts': {
    from: 'records-stream',
    door: 'visits/publish-facts',
    only: { eventName: ['INSERT'], dynamodb: { NewImage: { type: { S: ['fact'] } } } },
    batchSize: 100,
    attempts: 10,
    timeoutSeconds: 30,
    uses: { publishFacts: true },
  },
  /** The technicians' latest positions: live items, Amazon Location, arrivals. */
  'on-positions': {
    from: 'positions-stream',
    door: 'tracking/on-positions',
    only: { eventName: ['INSERT', 'MODIFY'], dynamodb: { Keys: { sk: { S: ['LATEST'] } } } },
    batchSize: 100,
    attempts: 5,
    timeoutSeconds: 30,
    uses: {
      records: ['GetItem', 'PutItem'],
      positions: ['GetItem', 'PutItem', 'UpdateItem'],
      routes: true,
      fences: ['BatchEvaluateGeofences'],
    },
  },
  /** The fence around the address stands exactly while the visit is en route. */
  'place-fence': {
    from: 'facts',
    door: 'tracking/place-fence',
    only: {
      'detail-type': [
        'visit.en_route',
        'visit.arrival_undone',
        'visit.arrived',
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
  /** Amazon Location says a technician crossed a fence. */
  'on-geofence-event': {
    from: 'location',
    door: 'tracking/on-geofence-event',
    only: { source: ['aws.geo'], 'detail-type': ['Location Geofence Event'] },
    timeoutSeconds: 15,
    uses: { positions: ['GetItem', 'UpdateItem'] },
  },
  /** Texts to customers, each claimed in the ledger before it leaves. */
  'send-texts': {
    from: 'facts',
    door: 'messaging/send-texts',
    only: {
      'detail-type': ['visit.link_text_requested', 'visit.dispatched', 'visit.en_route', 'visit.arrived'],
    },
    queue: { attempts: 12, retryAfterSeconds: 66 },
    timeoutSeconds: 11,
    uses: {
      records: ['GetItem', 'PutItem', 'UpdateItem', 'ConditionCheckItem'],
      positions: ['GetItem'],
      linkSecret: true,
      sms: true,
    },
  },
  /** Creates or changes an account and its members: the operator's way in, before there is a first owner. */
  provision: {
    from: 'operator',
    door: 'team/provision',
    timeoutSeconds: 15,
    uses: {
      records: ['GetItem', 'BatchGetItem', 'PutItem'],
      indexes: ['by-account'],
      positions: ['UpdateItem'],
    },
  },
};
