import type { AwsCall, ServiceName } from '../emulators/emulator.ts';
import { SECRET_SUFFIX } from '../template/physical-names.ts';
import { dynamodbNeeds } from './dynamodb-needs.ts';
import type { Need, Place } from './need.ts';

type NeedsOf = (call: AwsCall, place: Place) => readonly Need[];

/** What a call must be allowed, by the service it goes to (Service Authorization Reference). */
export const NEEDS: Readonly<Record<ServiceName, NeedsOf>> = {
  dynamodb: dynamodbNeeds,
  // A phone number has no ARN; refusals name it as it is. SNS writes its own name in capitals.
  sns: ({ operation, input }) => [
    {
      action: `SNS:${operation}`,
      resource: text(input['TopicArn'] ?? input['TargetArn'] ?? input['PhoneNumber'] ?? '*'),
    },
  ],
  events: ({ operation, input }, place) => {
    const entries: { EventBusName?: unknown }[] = Array.isArray(input['Entries']) ? input['Entries'] : [];
    const buses = new Set(entries.map(({ EventBusName = 'default' }) => text(EventBusName)));
    return [...buses].map((bus) => ({
      action: `events:${operation}`,
      resource: bus.startsWith('arn:') ? bus : arn('events', place, `event-bus/${bus}`),
    }));
  },
  secretsmanager: ({ operation, input }, place) => [
    { action: `secretsmanager:${operation}`, resource: secretArn(text(input['SecretId']), place) },
  ],
  location: ({ operation, input }, place) => [
    {
      action: `geo:${operation}`,
      resource:
        operation === 'DescribeKey'
          ? arn('geo', place, `api-key/${text(input['KeyName'])}`)
          : arn('geo', place, `geofence-collection/${text(input['CollectionName'])}`),
    },
  ],
  'geo-routes': ({ operation }, place) => [providerNeed('geo-routes', operation, place)],
  'geo-places': ({ operation }, place) => [providerNeed('geo-places', operation, place)],
  scheduler: ({ operation, input }, place) => [
    { action: `scheduler:${operation}`, resource: scheduleArn(operation, input, place) },
    ...passedRole(input),
  ],
  apigateway: ({ input }, place) => [
    {
      action: 'execute-api:ManageConnections',
      resource: arn(
        'execute-api',
        place,
        `${text(input['ApiId'])}/${text(input['Stage'])}/${text(input['Method'])}/@connections/${text(input['ConnectionId'])}`,
      ),
    },
  ],
  lambda: ({ operation, input }, place) => [
    {
      action: `lambda:${operation === 'Invoke' ? 'InvokeFunction' : operation}`,
      resource: arn('lambda', place, `function:${text(input['FunctionName'])}`),
    },
  ],
  // The browsers' push services are nobody's account.
  webpush: () => [],
  // What is measured belongs to no resource.
  cloudwatch: ({ operation }) => [{ action: `cloudwatch:${operation}`, resource: '*' }],
  // Who one is, anybody may ask, whatever a policy says.
  sts: () => [],
  s3: ({ operation, input }) => [
    { action: `s3:${operation}`, resource: `arn:aws:s3:::${text(input['Bucket'])}/${text(input['Key'])}` },
  ],
  'cognito-idp': ({ operation, input }, place) => [
    {
      action: `cognito-idp:${operation}`,
      resource: arn('cognito-idp', place, `userpool/${text(input['UserPoolId'])}`),
    },
  ],
  // Whoever writes as an address needs the domain, which is what is verified.
  ses: ({ operation, input }, place) => [
    {
      action: `ses:${operation}`,
      resource: arn('ses', place, `identity/${/@([^\s@>]+)>?$/.exec(text(input['FromEmailAddress']))?.[1]}`),
    },
    ...(input['ConfigurationSetName'] === undefined
      ? []
      : [
          {
            action: `ses:${operation}`,
            resource: arn('ses', place, `configuration-set/${text(input['ConfigurationSetName'])}`),
          },
        ]),
  ],
};

/** The services, as policies name them, that those needs are about. */
export const GUARDED_SERVICES = [
  'dynamodb',
  'sns',
  'events',
  'secretsmanager',
  'geo',
  'geo-routes',
  'geo-places',
  'scheduler',
  'iam',
  'execute-api',
  'ses',
  's3',
  'cognito-idp',
  'cloudwatch',
] as const;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const arn = (service: string, { region, accountId }: Place, rest: string): string =>
  `arn:aws:${service}:${region}:${accountId}:${rest}`;

/** Routes and Places have no resources of an account's, only their provider in a region. */
const providerNeed = (service: string, operation: string, place: Place): Need => ({
  action: `${service}:${operation}`,
  resource: arn(service, { ...place, accountId: '' }, 'provider/default'),
});

/** A secret may be named in short, or by its ARN without the last six characters; allowed is the whole ARN. */
function secretArn(id: string, place: Place): string {
  const named = id.startsWith('arn:') ? id : arn('secretsmanager', place, `secret:${id}`);
  return named.endsWith(SECRET_SUFFIX) ? named : named + SECRET_SUFFIX;
}

function scheduleArn(operation: string, input: AwsCall['input'], place: Place): string {
  if (operation === 'ListSchedules') return '*';
  const group = text(input['GroupName'] ?? input['groupName'] ?? 'default');
  return arn('scheduler', place, `schedule/${group}/${text(input['Name'])}`);
}

/** Whoever hands a role to the scheduler must be allowed to pass it on. */
function passedRole({ Target: target }: AwsCall['input']): Need[] {
  const { RoleArn: role } = (target ?? {}) as { RoleArn?: unknown };
  return typeof role === 'string' ? [{ action: 'iam:PassRole', resource: role }] : [];
}
