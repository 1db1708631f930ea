import { describe, expect, it } from 'vitest';
import type { Uses } from '../../functions/grants.ts';
import { lambdas, reserved } from '../../functions/lambdas.ts';
import { routes } from '../../functions/routes.ts';
import { createResolver, type Template } from '../../local/template/resolve.ts';
import {
  all,
  asList,
  functionNamed,
  refersTo,
  statementsOf,
  the,
  usesByFunction,
  writtenInto,
} from '../support/template.ts';

const records = the('AWS::DynamoDB::Table', (_, id) => id.includes('Records'));
const positions = the('AWS::DynamoDB::Table', (_, id) => id.includes('Positions'));
const ofOurs = all('AWS::Lambda::Function').filter(
  ({ properties }) => properties['Runtime'] === 'nodejs24.x',
);
/** What the routes of a function name between them, without repetition. */
const union = <Name extends keyof Uses>(all: readonly Uses[], name: Name) =>
  [...new Set(all.flatMap((uses) => (uses[name] ?? []) as readonly string[]))].sort();
/** What a value of the template comes to. */
const resolved = (value: unknown, parameters: Record<string, string>): unknown => {
  const template: Template = {
    Resources: {},
    Parameters: { IosApplicationArn: {}, AndroidApplicationArn: {} },
  };
  const place = { region: 'us-east-1', accountId: '000000000000', stackName: 'x', publicHost: 'x' };
  return createResolver(template, { place, parameters, secret: () => '' }).resolve(value);
};
const anyUses = (all: readonly Uses[], ...names: (keyof Uses)[]) =>
  all.some((uses) => names.some((name) => uses[name] !== undefined));

describe('reserved concurrency', () => {
  it('is kept only when the operator says so, and leaves most of an account to everything else', () => {
    for (const [name, kept] of Object.entries(reserved)) {
      const { ReservedConcurrentExecutions } = functionNamed(name).properties;
      expect(ReservedConcurrentExecutions).toEqual({
        'Fn::If': ['ReservesConcurrency', kept, { Ref: 'AWS::NoValue' }],
      });
    }
    const sum = Object.values(reserved).reduce((total, kept) => total + kept, 0);
    expect(sum).toBeLessThanOrEqual(500);
    const keeping = ofOurs.filter(({ properties }) => 'ReservedConcurrentExecutions' in properties);
    expect(keeping).toHaveLength(Object.keys(reserved).length);
  });
});

describe('every function', () => {
  it('is in the table, and none of the table is missing', () => {
    const handlers = ofOurs.map(({ properties }) => properties['Handler']).sort();
    expect(handlers).toEqual([...usesByFunction.keys()].map((name) => `${name}.handler`).sort());
    expect(Object.keys(lambdas).sort()).toEqual([...usesByFunction.keys()].sort());
  });

  it.each([...usesByFunction.keys()])(
    '%s runs on Node 24 and arm64, and keeps its logs for 30 days',
    (name) => {
      const { properties } = functionNamed(name);
      expect(properties).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'] });
      const log = all('AWS::Logs::LogGroup').find((group) => refersTo(properties['LoggingConfig'], group));
      expect(log?.properties['RetentionInDays']).toBe(30);
    },
  );

  it.each([...usesByFunction])('%s may do to the tables exactly what its routes use', (name, uses) => {
    const statements = statementsOf(functionNamed(name));
    const on = (table: typeof records) =>
      statements
        .filter(({ Resource }) => asList(Resource).some((one) => isTableItself(one, table.id)))
        .flatMap(({ Action }) => asList(Action))
        .sort();
    const named = (actions: readonly string[]) => actions.map((action) => `dynamodb:${action}`);
    expect(on(records)).toEqual(named(union(uses, 'records')));
    expect(on(positions)).toEqual(named(union(uses, 'positions')));
    for (const index of ['by-account', 'by-person'] as const) {
      const queried = statements.some(({ Resource }) =>
        JSON.stringify(Resource)?.includes(`/index/${index}`),
      );
      expect(queried, index).toBe(union(uses, 'indexes').includes(index));
    }
  });

  it.each([...usesByFunction])('%s reaches no other service than its routes use', (name, uses) => {
    const services = new Set(
      statementsOf(functionNamed(name))
        .flatMap(({ Action }) => asList(Action))
        .map((action) => action.split(':')[0]),
    );
    const wanted = {
      secretsmanager: anyUses(uses, 'linkSecret', 'pushSecret', 'webhookSecret'),
      events: anyUses(uses, 'publishFacts'),
      geo: anyUses(uses, 'fences', 'mapKey'),
      'geo-places': anyUses(uses, 'geocode', 'addresses'),
      'geo-routes': anyUses(uses, 'routes'),
      sns: anyUses(uses, 'sms', 'channels', 'optOuts', 'pushToApps', 'endpoints'),
      ses: anyUses(uses, 'mail', 'channels', 'invitations'),
      s3: anyUses(uses, 'uploads'),
      'cognito-idp': anyUses(uses, 'identity'),
      cloudwatch: anyUses(uses, 'channels'),
      'execute-api': anyUses(uses, 'sockets'),
      scheduler: anyUses(uses, 'timers'),
      iam: anyUses(uses, 'timers'),
    };
    for (const [service, used] of Object.entries(wanted)) expect(services.has(service), service).toBe(used);
    const known = new Set(['logs', 'sqs', 'dynamodb', ...Object.keys(wanted)]);
    expect([...services].filter((service) => !known.has(service ?? ''))).toEqual([]);
  });
});

describe('routes that share a function', () => {
  const groups = [...new Set(Object.values(routes).map(({ group }) => group))];
  const membersOf = (name: string) => Object.values(routes).filter(({ group }) => group === name);

  it.each(groups)(
    '%s are for the same people: the public, devices, or the same roles of the team',
    (name) => {
      const people = membersOf(name).map(({ access, roles }) =>
        access === 'staff' ? roles?.join() : access === 'device' ? 'devices' : 'public',
      );
      expect(new Set(people).size).toBe(1);
    },
  );

  it('leave the positions of phones alone', () => {
    expect(
      Object.entries(routes)
        .filter(([, { group }]) => group === 'positions')
        .map(([key]) => key),
    ).toEqual(['POST /positions']);
  });

  // A role that may read may not write because another route of its function does.
  it('only read where their name says so', () => {
    for (const name of ['public-reads', 'team-reads', 'office-reads']) {
      const actions = statementsOf(functionNamed(name)).flatMap(({ Action }) => asList(Action));
      expect(
        actions.filter((action) => /:(Put|Update|Delete|Publish|Manage|Condition)/.test(action)),
      ).toEqual(['logs:PutLogEvents']);
    }
  });

  it('open a link, on a quiet day, with two functions: the gate and one more', () => {
    const needed = Object.entries(routes).filter(([key]) =>
      ['GET /t/{token}', 'GET /t/{token}/status', 'GET /t/{token}/manifest.webmanifest'].includes(key),
    );
    expect(needed).toHaveLength(3);
    expect(new Set(needed.map(([, { group }]) => group)).size).toBe(1);
  });
});

describe('permissions', () => {
  // But for the alarm key's own policy, where AWS's `kms:*` for the account keeps the key manageable.
  it('never allow an action with a star', () => {
    const roles = all('AWS::IAM::Role').filter((role) => !ofCdk(role));
    const attached = policies().flatMap(({ properties }) => properties['PolicyDocument']?.Statement ?? []);
    const allowed = [...roles.flatMap(writtenInto), ...attached]
      .filter(({ Effect }) => Effect === 'Allow')
      .flatMap(({ Action }) => asList(Action));
    expect(allowed.length).toBeGreaterThan(100);
    expect(allowed.filter((action: string) => action.includes('*'))).toEqual([]);
  });

  // That those actions have no resource to name is held by what AWS says of them, see permissions.test.ts.
  it('name every resource for questions only that know none, and exclude topics only from texts', () => {
    const statements = [...usesByFunction.keys()].flatMap((name) => statementsOf(functionNamed(name)));
    const everywhere = statements.filter(({ Resource }) => asList(Resource).includes('*'));
    expect(new Set(everywhere.flatMap(({ Action }) => asList(Action)))).toEqual(
      new Set([
        'dynamodb:ListStreams',
        'sns:CheckIfPhoneNumberIsOptedOut',
        'sns:OptInPhoneNumber',
        'sns:GetSMSSandboxAccountStatus',
        'sns:ListSMSSandboxPhoneNumbers',
        'sns:GetSMSAttributes',
        'sns:ListOriginationNumbers',
        'sns:ListPhoneNumbersOptedOut',
        'cloudwatch:GetMetricStatistics',
        'ses:GetAccount',
        'ses:ListEmailIdentities',
        'sns:GetPlatformApplicationAttributes',
        'sns:CreatePlatformEndpoint',
        'sns:GetEndpointAttributes',
        'sns:SetEndpointAttributes',
        'sns:DeleteEndpoint',
      ]),
    );
    const byExclusion = statements.filter(({ NotResource }) => NotResource !== undefined);
    expect(byExclusion.flatMap(({ Action }) => asList(Action))).toEqual(['sns:Publish']);
    expect(JSON.stringify(byExclusion[0]?.NotResource)).toContain(':sns:*:*:*');
  });

  it('let nobody who makes endpoints send to them, and nobody send to any but our apps’', () => {
    const of = (name: string) => statementsOf(functionNamed(name));
    const actions = of('devices').flatMap(({ Action }) => asList(Action));
    expect(actions.filter((action) => /^sns:.*(Publish|Application)/.test(action))).toEqual([]);
    const publishing = of('send-texts').filter(
      ({ Action, Resource }) => asList(Action).includes('sns:Publish') && Resource !== undefined,
    );
    for (const [given, expected] of [
      ['arn:aws:sns:us-east-1:000000000000:app/GCM/acme', 'endpoint/GCM/acme/*'],
      ['', 'endpoint/none/none/*'],
    ]) {
      const parameters = { IosApplicationArn: '', AndroidApplicationArn: given ?? '' };
      expect(publishing.flatMap(({ Resource }) => resolved(Resource, parameters))).toEqual([
        'arn:aws:sns:us-east-1:000000000000:endpoint/none/none/*',
        `arn:aws:sns:us-east-1:000000000000:${expected}`,
      ]);
    }
  });

  it('come from no policy that AWS may change', () => {
    for (const { properties } of all('AWS::IAM::Role').filter((role) => !ofCdk(role)))
      expect(properties['ManagedPolicyArns']).toBeUndefined();
  });
});

describe('the link secret', () => {
  it('is generated, 64 characters long, and survives the stack', () => {
    const secrets = all('AWS::SecretsManager::Secret');
    for (const { properties } of secrets) expect(properties['GenerateSecretString'].PasswordLength).toBe(64);
    expect(secrets.find(({ id }) => id.includes('Links'))?.deletionPolicy).toBe('Retain');
  });

  it('is named to the functions that use it and to no others', () => {
    for (const [name, uses] of usesByFunction) {
      const names = Object.keys(functionNamed(name).properties['Environment']?.Variables ?? {});
      expect(names.includes('LINK_SECRET_ARN'), name).toBe(anyUses(uses, 'linkSecret'));
      expect(names.includes('PUSH_SECRET_ARN'), name).toBe(anyUses(uses, 'pushSecret'));
      expect(names.includes('WEBHOOK_SECRET_ARN'), name).toBe(anyUses(uses, 'webhookSecret'));
      expect(names, 'only the local stack sends without TLS').not.toContain('WEBHOOKS_ALSO_TO');
    }
  });
});

const policies = () =>
  ['AWS::IAM::Policy', 'AWS::SQS::QueuePolicy', 'AWS::SNS::TopicPolicy']
    .flatMap((type) => all(type))
    .filter((policy) => !ofCdk(policy));

/** What fills the bucket is AWS's own code with AWS's own role; it runs while a stack is deployed. */
const ofCdk = ({ id }: { id: string }) => id.startsWith('CustomCDKBucketDeployment');

/** The table's own ARN, not that of its stream or of an index. */
const isTableItself = (value: unknown, id: string): boolean =>
  JSON.stringify(value) === JSON.stringify({ 'Fn::GetAtt': [id, 'Arn'] });
