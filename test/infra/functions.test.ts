import { describe, expect, it } from 'vitest';
import { all, asList, functionOf, refersTo, statementsOf, the, usesByDoor } from '../support/template.ts';

const records = the('AWS::DynamoDB::Table', (_, id) => id.includes('Records'));
const positions = the('AWS::DynamoDB::Table', (_, id) => id.includes('Positions'));

describe('every function', () => {
  it('exists once per door, and no door lacks one', () => {
    expect(
      all('AWS::Lambda::Function')
        .map(({ properties }) => properties['Handler'])
        .sort(),
    ).toEqual([...usesByDoor.keys()].map((door) => `${door}.handler`).sort());
  });

  it.each([...usesByDoor])(
    'of %s runs on Node 24 and arm64, is traced, and keeps its logs for 30 days',
    (door) => {
      const { properties } = functionOf(door);
      expect(properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        TracingConfig: { Mode: 'Active' },
      });
      const log = all('AWS::Logs::LogGroup').find((group) => refersTo(properties['LoggingConfig'], group));
      expect(log?.properties['RetentionInDays']).toBe(30);
    },
  );

  it.each([...usesByDoor])('of %s may do to the tables exactly what it uses', (door, uses) => {
    const statements = statementsOf(functionOf(door));
    const on = (table: typeof records) =>
      statements
        .filter(({ Resource }) => asList(Resource).some((one) => isTableItself(one, table.id)))
        .flatMap(({ Action }) => asList(Action))
        .sort();
    const named = (actions: readonly string[] = []) => actions.map((name) => `dynamodb:${name}`).sort();
    expect(on(records)).toEqual(named(uses.records));
    expect(on(positions)).toEqual(named(uses.positions));
    for (const index of ['by-account', 'by-person'] as const) {
      const queried = statements.some(({ Resource }) =>
        JSON.stringify(Resource)?.includes(`/index/${index}`),
      );
      expect(queried, index).toBe(uses.indexes?.includes(index) ?? false);
    }
  });

  it.each([...usesByDoor])('of %s reaches no other service than it uses', (door, uses) => {
    const services = new Set(
      statementsOf(functionOf(door))
        .flatMap(({ Action }) => asList(Action))
        .map((action) => action.split(':')[0]),
    );
    const wanted = {
      secretsmanager: uses.linkSecret || uses.pushSecret,
      events: uses.publishFacts,
      geo: uses.fences || uses.mapKey,
      'geo-places': uses.geocode,
      'geo-routes': uses.routes,
      sns: uses.sms,
      'execute-api': uses.sockets,
    };
    for (const [service, used] of Object.entries(wanted))
      expect(services.has(service), service).toBe(Boolean(used));
    const known = new Set(['logs', 'xray', 'sqs', 'dynamodb', ...Object.keys(wanted)]);
    expect([...services].filter((service) => !known.has(service ?? ''))).toEqual([]);
  });
});

describe('permissions', () => {
  // But for the alarm key's own policy, where AWS's `kms:*` for the account keeps the key manageable.
  it('never allow an action with a star', () => {
    const documents = tracker().flatMap(({ properties }) => properties['PolicyDocument']?.Statement ?? []);
    const allowed = documents
      .filter(({ Effect }) => Effect === 'Allow')
      .flatMap(({ Action }) => asList(Action));
    expect(allowed.length).toBeGreaterThan(100);
    expect(allowed.filter((action: string) => action.includes('*'))).toEqual([]);
  });

  // That those actions have no resource to name is held by what AWS says of them, see permissions.test.ts.
  it('name every resource for three questions only, and exclude topics only from texts', () => {
    const statements = [...usesByDoor.keys()].flatMap((door) => statementsOf(functionOf(door)));
    const everywhere = statements.filter(({ Resource }) => asList(Resource).includes('*'));
    expect(new Set(everywhere.flatMap(({ Action }) => asList(Action)))).toEqual(
      new Set([
        'xray:PutTraceSegments',
        'xray:PutTelemetryRecords',
        'dynamodb:ListStreams',
        'sns:CheckIfPhoneNumberIsOptedOut',
      ]),
    );
    const byExclusion = statements.filter(({ NotResource }) => NotResource !== undefined);
    expect(byExclusion.flatMap(({ Action }) => asList(Action))).toEqual(['sns:Publish']);
    expect(JSON.stringify(byExclusion[0]?.NotResource)).toContain(':sns:*:*:*');
  });

  it('come from no policy that AWS may change', () => {
    for (const { properties } of all('AWS::IAM::Role'))
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
    for (const [door, { linkSecret, pushSecret }] of usesByDoor) {
      const names = Object.keys(functionOf(door).properties['Environment']?.Variables ?? {});
      expect(names.includes('LINK_SECRET_ARN'), door).toBe(Boolean(linkSecret));
      expect(names.includes('PUSH_SECRET_ARN'), door).toBe(Boolean(pushSecret));
    }
  });
});

const tracker = () =>
  ['AWS::IAM::Policy', 'AWS::SQS::QueuePolicy', 'AWS::SNS::TopicPolicy'].flatMap((type) => all(type));

/** The table's own ARN, not that of its stream or of an index. */
const isTableItself = (value: unknown, id: string): boolean =>
  JSON.stringify(value) === JSON.stringify({ 'Fn::GetAtt': [id, 'Arn'] });
