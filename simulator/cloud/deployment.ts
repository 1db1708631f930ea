import { lambdas } from '../../functions/lambdas.ts';
import { type Subscription, subscriptions } from '../../functions/subscriptions.ts';
import type { Rule } from '../../local/events/rule.ts';
import type {
  DeployedFunction,
  DeployedQueue,
  Deployment,
  QueueMapping,
  StreamMapping,
} from '../../local/template/deployment.ts';

export const REGION = 'us-east-1';
export const ACCOUNT = '123456789012';
const BUS = 'facts';

export const TABLES = { records: 'records', positions: 'positions' } as const;
export const FENCES = 'fences';
export const TIMER_GROUP = 'timers';
export const ORIGIN = 'https://track.example';
export const LIVE_URL = 'wss://live.example/live';
/** Where a timer is parked that found no bus. */
export const TIMERS_LOST = arnOf('sqs', 'timers-lost-failed');

export const functionArn = (name: string): string => arnOf('lambda', `function:${name}`);
const deadLettersOf = (name: string): string => arnOf('sqs', `${name}-failed`);
const queueOf = (name: string): string => arnOf('sqs', name);

function arnOf(service: string, name: string): string {
  return `arn:aws:${service}:${REGION}:${ACCOUNT}:${name}`;
}

/** Every function is told everything: who may reach what is judged elsewhere. */
const ENVIRONMENT: Readonly<Record<string, string>> = {
  RECORDS_TABLE: TABLES.records,
  POSITIONS_TABLE: TABLES.positions,
  BUS_NAME: BUS,
  FENCES,
  LINK_SECRET_ARN: arnOf('secretsmanager', 'secret:links-AbCdEf'),
  PUSH_SECRET_ARN: arnOf('secretsmanager', 'secret:push-AbCdEf'),
  WEBHOOK_SECRET_ARN: arnOf('secretsmanager', 'secret:webhooks-AbCdEf'),
  PUBLIC_ORIGIN: ORIGIN,
  STREETS_URL: '',
  MAP_KEY: 'map',
  MAP_STYLE_URL: 'https://map.example/style',
  TIMER_GROUP,
  TIMER_BUS_ARN: arnOf('events', `event-bus/${BUS}`),
  TIMER_ROLE_ARN: 'arn:aws:iam::123456789012:role/timers',
  TIMER_DEAD_LETTERS_ARN: TIMERS_LOST,
  LIVE_URL,
  SOCKETS_ENDPOINT: 'https://sockets.example/live',
  ORIGIN_SECRET: 'the origin',
  ORIGINS: ORIGIN,
  MEDIA_BUCKET: 'media',
  USER_POOL_ID: `${REGION}_team`,
};

/** What an HTTP API's functions have, and how often Lambda tries again what was invoked asynchronously. */
const HTTP_TIMEOUT_SECONDS = 10;
const ASYNC_RETRIES = 2;

/** The functions, queues, rules and streams that the tables of functions/ speak of, as the template makes them. */
export const functions: readonly DeployedFunction[] = Object.keys(lambdas).map((name) => ({
  name,
  arn: functionArn(name),
  folder: '',
  handler: `${name}.handler`,
  environment: ENVIRONMENT,
  role: { name, statements: [] } as unknown as DeployedFunction['role'],
  timeoutMs: 1000 * (subscriptions[name]?.timeoutSeconds ?? HTTP_TIMEOUT_SECONDS),
  memoryMb: 256,
  logging: { format: 'JSON', level: 'INFO' },
  asyncRetries: ASYNC_RETRIES,
  deadLetters: deadLettersOf(name),
}));

const subscribers: readonly (readonly [string, Subscription])[] = Object.entries(subscriptions);

export const queues: readonly DeployedQueue[] = [
  { name: 'timers-lost-failed', arn: TIMERS_LOST, visibilityMs: 30_000 },
  ...Object.keys(lambdas).map((name) => ({
    name: `${name}-failed`,
    arn: deadLettersOf(name),
    visibilityMs: 30_000,
  })),
  ...subscribers.flatMap(([name, subscription]) =>
    'queue' in subscription && subscription.queue
      ? [
          {
            name,
            arn: queueOf(name),
            visibilityMs: 1000 * subscription.queue.retryAfterSeconds,
            redrive: { maxReceives: subscription.queue.attempts, deadLetters: deadLettersOf(name) },
          },
        ]
      : [],
  ),
];

export const queueMappings: readonly QueueMapping[] = subscribers.flatMap(([name, subscription]) =>
  'queue' in subscription && subscription.queue
    ? [{ queueArn: queueOf(name), functionArn: functionArn(name), batchSize: 10, partialFailures: true }]
    : [],
);

const rules: readonly Rule[] = subscribers.flatMap(([name, subscription]) =>
  subscription.from === 'facts' || subscription.from === 'location'
    ? [
        {
          bus: subscription.from === 'facts' ? BUS : 'default',
          pattern: subscription.only,
          targets: [{ arn: subscription.queue ? queueOf(name) : functionArn(name) }],
        },
      ]
    : [],
);

const buses = ['default', BUS] as const;
export const FACTS_BUS = BUS;

/** What the clock sets going: the function, and how often. */
export const clockwork = subscribers.flatMap(([name, subscription]) =>
  subscription.from === 'clock'
    ? [{ arn: functionArn(name), everyMs: subscription.everyHours * 3_600_000 }]
    : [],
);

export const streamMappings: readonly StreamMapping[] = subscribers.flatMap(([name, subscription]) =>
  subscription.from === 'records-stream' || subscription.from === 'positions-stream'
    ? [
        {
          id: name,
          table: subscription.from === 'records-stream' ? TABLES.records : TABLES.positions,
          streamArn: arnOf('dynamodb', `table/${subscription.from}`),
          functionArn: functionArn(name),
          batchSize: subscription.batchSize,
          atOnce: subscription.atOnce ?? 1,
          partialFailures: true,
          bisect: true,
          ...(subscription.attempts >= 0 && { retries: subscription.attempts }),
          ...(subscription.maxAgeHours !== undefined && { maxAgeMs: subscription.maxAgeHours * 3_600_000 }),
          onFailure: deadLettersOf(name),
          filters: [subscription.only],
        },
      ]
    : [],
);

/** What SNS says of texts is in these logs, and goes to whoever wants lines of them. */
const SMS_LOGS = [
  `sns/${REGION}/${ACCOUNT}/DirectPublishToPhoneNumber`,
  `sns/${REGION}/${ACCOUNT}/DirectPublishToPhoneNumber/Failure`,
];
const logSubscriptions = subscribers.flatMap(([name, { from }]) =>
  from === 'sms-log' ? SMS_LOGS.map((logGroup) => ({ logGroup, functionArn: functionArn(name) })) : [],
);

/** What customers answer by text is said on this topic, and goes to whoever hears it. */
const topicSubscriptions = subscribers.flatMap(([name, { from }]) =>
  from === 'replies' ? [{ topicArn: arnOf('sns', 'replies'), functionArn: functionArn(name) }] : [],
);

/** What of it the parts of the local cloud look at that are at work here. */
export const deployment = {
  region: REGION,
  accountId: ACCOUNT,
  buses,
  rules,
  logSubscriptions,
  topicSubscriptions,
} as unknown as Deployment;
