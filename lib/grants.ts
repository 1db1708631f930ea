import { Fn, Stack } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { CfnGeofenceCollection } from 'aws-cdk-lib/aws-location';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Uses } from '../functions/grants.ts';
import type { LiveAddresses } from './live-api.ts';
import type { MapKey } from './map-key.ts';
import type { AppSettings, SmsSettings } from './parameters.ts';
import type { Timers } from './timers.ts';

/** Everything a function could be allowed to reach. */
export interface Reachable {
  readonly records: Table;
  readonly positions: Table;
  readonly bus: { readonly eventBusArn: string; readonly eventBusName: string };
  readonly fences: CfnGeofenceCollection;
  readonly linkSecret: { readonly secretArn: string };
  readonly pushSecret: { readonly secretArn: string };
  readonly webhookSecret: { readonly secretArn: string };
  /** What the distribution shows to the APIs. */
  readonly originSecret: string;
  /** The web origins from which pages may come, our own first. */
  readonly origins: readonly string[];
  /** `https://` and the host that links name. */
  readonly publicOrigin: string;
  readonly sms: SmsSettings;
  /** The address mails come from, and the configuration set by which is told what becomes of them. */
  readonly mail: { readonly sender: string; readonly configurationSet: string };
  /** Who may sign in. */
  readonly people: { readonly userPoolId: string; readonly userPoolArn: string };
  /** Where images are uploaded to. */
  readonly media: { readonly bucketName: string; readonly bucketArn: string };
  readonly apps: AppSettings;
  /** Where the operator's PMTiles file is served; empty without one. */
  readonly streetsUrl: string;
  readonly map: Pick<MapKey, 'name' | 'arn' | 'styleUrl'>;
  readonly live: LiveAddresses;
  readonly timers: Timers;
}

const allow = (actions: readonly string[], ...resources: string[]) =>
  new PolicyStatement({ actions: [...actions], resources });

/** Asked before a text: has this number opted out, and would the text be dropped? */
const ABOUT_TEXTS = [
  'sns:CheckIfPhoneNumberIsOptedOut',
  'sns:GetSMSSandboxAccountStatus',
  'sns:ListSMSSandboxPhoneNumbers',
  'sns:ListOriginationNumbers',
];

/** Questions about the whole account, none of which knows a resource, and none of which changes anything. */
const ABOUT_CHANNELS = [
  ...ABOUT_TEXTS,
  'sns:GetSMSAttributes',
  'sns:ListPhoneNumbersOptedOut',
  'sns:GetPlatformApplicationAttributes',
  'cloudwatch:GetMetricStatistics',
  'ses:GetAccount',
  'ses:ListEmailIdentities',
];

/** The IAM statements for what a function uses, exactly. */
export function statementsFor(uses: Uses, reach: Reachable): PolicyStatement[] {
  return [
    ...tableStatements(uses, reach),
    ...(uses.linkSecret ? [allow(['secretsmanager:GetSecretValue'], reach.linkSecret.secretArn)] : []),
    ...(uses.pushSecret ? [allow(['secretsmanager:GetSecretValue'], reach.pushSecret.secretArn)] : []),
    ...(uses.webhookSecret ? [allow(['secretsmanager:GetSecretValue'], reach.webhookSecret.secretArn)] : []),
    ...(uses.publishFacts ? [allow(['events:PutEvents'], reach.bus.eventBusArn)] : []),
    ...(uses.fences
      ? [
          allow(
            uses.fences.map((name) => `geo:${name}`),
            reach.fences.attrArn,
          ),
        ]
      : []),
    ...(uses.timers ? timerStatements(uses.timers, reach.timers) : []),
    ...(uses.geocode ? [allow(['geo-places:Geocode'], provider(reach, 'geo-places'))] : []),
    ...(uses.addresses ? [allow(['geo-places:Autocomplete'], provider(reach, 'geo-places'))] : []),
    ...(uses.routes ? [allow(['geo-routes:CalculateRoutes'], provider(reach, 'geo-routes'))] : []),
    ...(uses.mapKey ? [allow(['geo:DescribeKey'], reach.map.arn)] : []),
    ...(uses.sms ? [textsToPhones(reach), allow(ABOUT_TEXTS, '*')] : []),
    ...(uses.optOuts
      ? [
          allow(
            uses.optOuts.map((name) => `sns:${name}`),
            '*',
          ),
        ]
      : []),
    ...(uses.channels ? [allow(ABOUT_CHANNELS, '*')] : []),
    ...(uses.pushToApps
      ? [allow(['sns:Publish'], ...Object.values(reach.apps).map((arn) => endpointsOf(arn, reach)))]
      : []),
    // None of these knows resources.
    ...(uses.endpoints
      ? [
          allow(
            uses.endpoints.map((name) => `sns:${name}`),
            '*',
          ),
        ]
      : []),
    ...(uses.mail ? [allow(['ses:SendEmail'], senderOf(reach), configurationSetOf(reach))] : []),
    ...(uses.invitations ? [allow(['ses:SendEmail'], senderOf(reach))] : []),
    ...(uses.uploads ? [allow(['s3:PutObject'], `${reach.media.bucketArn}/media/*`)] : []),
    ...(uses.identity
      ? [
          allow(
            uses.identity.map((name) => `cognito-idp:${name}`),
            reach.people.userPoolArn,
          ),
        ]
      : []),
    ...(uses.sockets
      ? [allow(['execute-api:ManageConnections'], ...uses.sockets.map(reach.live.connections))]
      : []),
  ];
}

function tableStatements({ records = [], positions = [], indexes = [] }: Uses, reach: Reachable) {
  const dynamodb = (actions: readonly string[]) => actions.map((name) => `dynamodb:${name}`);
  return [
    ...(records.length > 0 ? [allow(dynamodb(records), reach.records.tableArn)] : []),
    ...(positions.length > 0 ? [allow(dynamodb(positions), reach.positions.tableArn)] : []),
    ...indexes.map((index) => allow(['dynamodb:Query'], `${reach.records.tableArn}/index/${index}`)),
  ];
}

/** Whoever makes a timer hands the scheduler the role by which it will act. */
const timerStatements = (actions: NonNullable<Uses['timers']>, { all, role }: Timers) => [
  allow(
    actions.map((name) => `scheduler:${name}`),
    all,
  ),
  allow(['iam:PassRole'], role.roleArn),
];

/** Places and Routes have no resources of ours, only their provider in a region. */
const provider = ({ records }: Reachable, service: string) => {
  const { partition, region } = Stack.of(records);
  return `arn:${partition}:${service}:${region}::provider/default`;
};

/**
 * Phone numbers have no ARN, so a text can only be allowed by exclusion: everything but topics and endpoints,
 * which leaves phone numbers. Tighter than `*`, which would also allow publishing to every topic of the account.
 * The questions before it know no resources at all, and are allowed by `*` alone.
 */
const textsToPhones = ({ records }: Reachable) =>
  new PolicyStatement({
    effect: Effect.ALLOW,
    actions: ['sns:Publish'],
    notResources: [`arn:${Stack.of(records).partition}:sns:*:*:*`],
  });

/**
 * All endpoints of an app, by the ARN of its application. Where that is empty: of an app by a name that none has, for a
 * policy takes nothing but ARNs.
 */
function endpointsOf(applicationArn: string, { records }: Reachable): string {
  const { partition, region, account } = Stack.of(records);
  const name = Fn.select(1, Fn.split(':app/', Fn.join('', [applicationArn, ':app/none/none'])));
  return `arn:${partition}:sns:${region}:${account}:endpoint/${name}/*`;
}

/** Whoever writes as an address needs its domain, which is what is verified. */
function senderOf(reach: Reachable): string {
  // Where no sender is given: a domain that nobody has, for a policy takes nothing but ARNs of something.
  const domain = Fn.select(1, Fn.split('@', `${reach.mail.sender}@none`));
  return ofMail(reach, `identity/${domain}`);
}

/** The set that tells what became of a mail. */
const configurationSetOf = (reach: Reachable): string =>
  ofMail(reach, `configuration-set/${reach.mail.configurationSet}`);

function ofMail({ records }: Reachable, name: string): string {
  const { partition, region, account } = Stack.of(records);
  return `arn:${partition}:ses:${region}:${account}:${name}`;
}

/** What reading a table's stream takes, and parking what cannot be handled. */
export const streamStatements = (table: Table, deadLetters: IQueue): PolicyStatement[] => [
  allow(['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'], streamOf(table)),
  // Which streams there are can be asked of the whole account only.
  allow(['dynamodb:ListStreams'], '*'),
  allow(['sqs:SendMessage'], deadLetters.queueArn),
];

export function streamOf(table: Table): string {
  if (!table.tableStreamArn) throw new Error(`${table.node.id} has no stream.`);
  return table.tableStreamArn;
}

/** The environment variables for what a function uses, and no others. */
export function environmentFor(uses: Uses, reach: Reachable): Record<string, string> {
  const { sms, mail } = reach;
  return {
    ...(uses.records ? { RECORDS_TABLE: reach.records.tableName } : {}),
    ...(uses.positions ? { POSITIONS_TABLE: reach.positions.tableName } : {}),
    ...(uses.originSecret ? { ORIGIN_SECRET: reach.originSecret } : {}),
    ...(uses.origins ? { ORIGINS: reach.origins.join(',') } : {}),
    ...(uses.publishFacts ? { BUS_NAME: reach.bus.eventBusName } : {}),
    ...(uses.fences ? { FENCES: reach.fences.ref } : {}),
    ...(uses.linkSecret ? { LINK_SECRET_ARN: reach.linkSecret.secretArn } : {}),
    ...(uses.pushSecret ? { PUSH_SECRET_ARN: reach.pushSecret.secretArn } : {}),
    ...(uses.webhookSecret ? { WEBHOOK_SECRET_ARN: reach.webhookSecret.secretArn } : {}),
    ...(uses.linkSecret || uses.pushSecret || uses.publicOrigin ? { PUBLIC_ORIGIN: reach.publicOrigin } : {}),
    ...(uses.streets ? { STREETS_URL: reach.streetsUrl } : {}),
    ...(uses.mapKey ? { MAP_KEY: reach.map.name, MAP_STYLE_URL: reach.map.styleUrl } : {}),
    ...(uses.sms || uses.channels
      ? { ORIGINATION_NUMBER: sms.originationNumber, SENDER_ID: sms.senderId }
      : {}),
    ...(uses.sms ? { MAX_PRICE: sms.maxPrice } : {}),
    ...(uses.endpoints || uses.channels
      ? { IOS_APPLICATION_ARN: reach.apps.ios, ANDROID_APPLICATION_ARN: reach.apps.android }
      : {}),
    ...(uses.mail || uses.channels || uses.invitations ? { MAIL_SENDER: mail.sender } : {}),
    ...(uses.mail || uses.channels ? { MAIL_CONFIGURATION_SET: mail.configurationSet } : {}),
    ...(uses.uploads ? { MEDIA_BUCKET: reach.media.bucketName } : {}),
    ...(uses.identity ? { USER_POOL_ID: reach.people.userPoolId } : {}),
    ...(uses.timers
      ? {
          TIMER_GROUP: reach.timers.group,
          TIMER_BUS_ARN: reach.timers.busArn,
          TIMER_ROLE_ARN: reach.timers.role.roleArn,
          TIMER_DEAD_LETTERS_ARN: reach.timers.lost.queueArn,
        }
      : {}),
    ...(uses.liveUrl ? { LIVE_URL: reach.live.url } : {}),
    ...(uses.sockets ? { SOCKETS_ENDPOINT: reach.live.endpoint } : {}),
  };
}
