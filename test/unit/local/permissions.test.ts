import { beforeAll, describe, expect, it } from 'vitest';
import type { ServiceName } from '../../../local/emulators/emulator.ts';
import { type AuthorizationReference, readReference } from '../../../local/iam/authorization-reference.ts';
import { GUARDED_SERVICES, NEEDS } from '../../../local/iam/needs.ts';
import { readPermissions } from '../../../local/iam/permissions.ts';

const policy = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
const TABLE = 'arn:aws:dynamodb:us-east-1:000000000000:table/records';

describe('a statement', () => {
  for (const [what, statement, action, resource, covered] of [
    ['its action on its resource', allow('dynamodb:GetItem', TABLE), 'dynamodb:GetItem', TABLE, true],
    ['no other action', allow('dynamodb:GetItem', TABLE), 'dynamodb:BatchGetItem', TABLE, false],
    ['no index of its table', allow('dynamodb:Query', TABLE), 'dynamodb:Query', `${TABLE}/index/i`, false],
    ['no table of its index', allow('dynamodb:Query', `${TABLE}/index/i`), 'dynamodb:Query', TABLE, false],
    ['every index', allow('dynamodb:Query', `${TABLE}/index/*`), 'dynamodb:Query', `${TABLE}/index/i`, true],
    ['actions in any case', allow('sns:publish', '*'), 'SNS:Publish', '+14155550100', true],
    [
      'resources in their case',
      allow('dynamodb:GetItem', TABLE.toUpperCase()),
      'dynamodb:GetItem',
      TABLE,
      false,
    ],
    ['actions by pattern', allow('dynamodb:*GetItem', TABLE), 'dynamodb:BatchGetItem', TABLE, true],
    [
      'one character by ?',
      allow('*', 'arn:aws:sqs:us-east-?:1:q'),
      'sqs:X',
      'arn:aws:sqs:us-east-2:1:q',
      true,
    ],
    ['a dot as a dot', allow('*', 'arn:aws:s3:::a.b'), 's3:X', 'arn:aws:s3:::aXb', false],
    ['no colon by a star inside', allow('*', 'arn:aws:sns:*-1:t'), 'sns:X', 'arn:aws:sns:eu:x-1:t', false],
    ['colons by a star at the end', allow('*', 'arn:aws:sns:*'), 'sns:X', 'arn:aws:sns:eu:1:t', true],
    ['each of a list', allow(['a:X', 'a:Y'], ['r1', 'r2']), 'a:Y', 'r2', true],
    ['all but NotAction', { Effect: 'Allow', NotAction: ['a:X', 'a:Y'], Resource: '*' }, 'a:Y', 'r', false],
    [
      'what NotAction leaves',
      { Effect: 'Allow', NotAction: ['a:X', 'a:Y'], Resource: '*' },
      'a:Z',
      'r',
      true,
    ],
    ['phones, being no topics', exceptTopics(), 'SNS:Publish', '+14155550100', true],
    ['topics not', exceptTopics(), 'SNS:Publish', 'arn:aws:sns:us-east-1:000000000000:t', false],
    ['what has no resources by a star', allow('sns:X', '*'), 'sns:X', '*', true],
    ['what has no resources by no ARN', allow('sns:X', 'arn:aws:sns:*'), 'sns:X', '*', false],
    ['what has no resources by no exclusion', exceptTopics(), 'sns:Publish', '*', false],
    ['what has no resources by an exclusion that denies', denyButTopics(), 'sns:Publish', '*', true],
  ] as const) {
    it(`covers ${what}`, () => {
      const permissions = readPermissions(policy(statement), 'role');
      expect(permissions.some((one) => one.covers(action, resource))).toBe(covered);
    });
  }

  for (const [what, document] of [
    ['a condition', policy({ ...allow('a:X', '*'), Condition: { StringEquals: { 'a:b': 'c' } } })],
    ['a principal', policy({ ...allow('a:X', '*'), Principal: '*' })],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: that is how IAM writes its variables.
    ['a variable', policy(allow('a:X', 'arn:aws:s3:::b/${aws:username}'))],
    ['an intrinsic function left over', policy(allow('a:X', { 'Fn::ImportValue': 'x' }))],
    ['no resource', policy({ Effect: 'Allow', Action: 'a:X' })],
    ['both a resource and none', policy({ ...allow('a:X', '*'), NotResource: 'r' })],
    ['another effect', policy({ ...allow('a:X', '*'), Effect: 'allow' })],
    ['another version', { ...policy(allow('a:X', '*')), Version: '2008-10-17' }],
  ] as const) {
    it(`is not guessed at with ${what}`, () => {
      expect(() => readPermissions(document, 'SomeRole')).toThrow('SomeRole');
    });
  }
});

function allow(Action: unknown, Resource: unknown) {
  return { Effect: 'Allow', Action, Resource };
}
function exceptTopics() {
  return { Effect: 'Allow', Action: 'sns:Publish', NotResource: 'arn:aws:sns:*:*:*' };
}
function denyButTopics() {
  return { ...exceptTopics(), Effect: 'Deny' };
}

describe('a call', () => {
  let reference: AuthorizationReference;
  beforeAll(async () => {
    reference = await readReference(GUARDED_SERVICES);
  });
  const place = { region: 'us-east-1', accountId: '000000000000' };
  const on = (service: string, rest: string) => `arn:aws:${service}:us-east-1:000000000000:${rest}`;
  const item = { TableName: 'records' };
  const calls: [ServiceName, string, object, string[]][] = [
    ['dynamodb', 'GetItem', item, [`dynamodb:GetItem ${TABLE}`]],
    ['dynamodb', 'Query', item, [`dynamodb:Query ${TABLE}`]],
    ['dynamodb', 'Query', { ...item, IndexName: 'by' }, [`dynamodb:Query ${TABLE}/index/by`]],
    ['dynamodb', 'PutItem', { TableName: TABLE }, [`dynamodb:PutItem ${TABLE}`]],
    ['dynamodb', 'ListTables', {}, ['dynamodb:ListTables *']],
    [
      'dynamodb',
      'BatchGetItem',
      { RequestItems: { records: {}, places: {} } },
      [`dynamodb:BatchGetItem ${TABLE}`, `dynamodb:BatchGetItem ${on('dynamodb', 'table/places')}`],
    ],
    [
      'dynamodb',
      'TransactWriteItems',
      {
        TransactItems: [
          { Put: item },
          { Update: { TableName: 'places' } },
          { Delete: item },
          { ConditionCheck: item },
        ],
      },
      [
        `dynamodb:PutItem ${TABLE}`,
        `dynamodb:UpdateItem ${on('dynamodb', 'table/places')}`,
        `dynamodb:DeleteItem ${TABLE}`,
        `dynamodb:ConditionCheckItem ${TABLE}`,
      ],
    ],
    ['dynamodb', 'TransactGetItems', { TransactItems: [{ Get: item }] }, [`dynamodb:GetItem ${TABLE}`]],
    ['sns', 'Publish', { PhoneNumber: '+14155550100' }, ['SNS:Publish +14155550100']],
    ['sns', 'Publish', { TopicArn: on('sns', 't') }, [`SNS:Publish ${on('sns', 't')}`]],
    [
      'events',
      'PutEvents',
      { Entries: [{ EventBusName: 'facts' }, { EventBusName: 'facts' }, {}] },
      [
        `events:PutEvents ${on('events', 'event-bus/facts')}`,
        `events:PutEvents ${on('events', 'event-bus/default')}`,
      ],
    ],
    ...['key', on('secretsmanager', 'secret:key'), on('secretsmanager', 'secret:key-Local1')].map(
      (SecretId): [ServiceName, string, object, string[]] => [
        'secretsmanager',
        'GetSecretValue',
        { SecretId },
        [`secretsmanager:GetSecretValue ${on('secretsmanager', 'secret:key-Local1')}`],
      ],
    ),
    [
      'location',
      'PutGeofence',
      { CollectionName: 'fences' },
      [`geo:PutGeofence ${on('geo', 'geofence-collection/fences')}`],
    ],
    [
      'geo-routes',
      'CalculateRoutes',
      {},
      ['geo-routes:CalculateRoutes arn:aws:geo-routes:us-east-1::provider/default'],
    ],
    ['geo-places', 'Geocode', {}, ['geo-places:Geocode arn:aws:geo-places:us-east-1::provider/default']],
    [
      'scheduler',
      'CreateSchedule',
      { Name: 'one', Target: { RoleArn: 'arn:aws:iam::0:role/r' } },
      [
        `scheduler:CreateSchedule ${on('scheduler', 'schedule/default/one')}`,
        'iam:PassRole arn:aws:iam::0:role/r',
      ],
    ],
    [
      'ses',
      'SendEmail',
      { FromEmailAddress: 'We <us@track.example>' },
      [`ses:SendEmail ${on('ses', 'identity/track.example')}`],
    ],
  ];
  for (const [service, operation, input, needs] of calls) {
    it(`${operation} of ${Object.keys(input).join(', ') || 'nothing'} needs ${needs.length}: ${needs[0]}`, () => {
      const needed = NEEDS[service]({ operation, input: { ...input } }, place);
      expect(needed.map(({ action, resource }) => `${action} ${resource}`)).toEqual(needs);
      for (const { action, resource } of needed) expect(isAbout(action, resource)).toBe(true);
    });
  }

  /** Whether AWS knows the action, and the resource as one of its types; a phone number alone is of none. */
  function isAbout(action: string, resource: string): boolean {
    const types = reference.find(action)?.resourceTypes;
    if (types?.length === 0) return resource === '*';
    if (action === 'SNS:Publish' && resource.startsWith('+')) return true;
    const [service = ''] = action.toLowerCase().split(':');
    return reference.typesOf(service, resource).some((type) => types?.includes(type));
  }
});
