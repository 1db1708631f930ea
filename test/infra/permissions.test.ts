import { beforeAll, describe, expect, it } from 'vitest';
import { type AuthorizationReference, readReference } from '../../local/iam/authorization-reference.ts';
import { judgeStatement, type PlainStatement } from '../support/judge-statement.ts';
import { everyStatement } from '../support/statements.ts';
import { asList } from '../support/template.ts';

const found = everyStatement();

let reference: AuthorizationReference;
beforeAll(async () => {
  const actions = found.flatMap(({ statement }) => asList(statement.Action));
  reference = await readReference(actions.map((action) => action.split(':')[0] ?? ''));
});

it('every statement of every template is about actions, resources and conditions that AWS knows', () => {
  expect(found.length).toBeGreaterThan(100);
  const objections = found.flatMap(({ where, statement }) =>
    judgeStatement(statement, reference).map((objection) => `${where} ${objection}`),
  );
  expect(objections).toEqual([]);
});

const TABLE = 'arn:aws:dynamodb:us-east-1:000000000000:table/records';
const TOPICS = 'arn:aws:sns:*:*:*';
const sns = (Action: string | string[], more: object): PlainStatement => ({
  Effect: 'Allow',
  Action,
  ...more,
});
const dynamodb = (action: string, Resource: string | string[]) => sns(`dynamodb:${action}`, { Resource });

describe('a statement is objected to', () => {
  it.each<[string, PlainStatement]>([
    ['by exclusion, about opt-outs', sns('sns:CheckIfPhoneNumberIsOptedOut', { NotResource: TOPICS })],
    ['when one of its actions is', sns(['sns:Publish', 'sns:GetSMSAttributes'], { NotResource: TOPICS })],
    ['by exclusion, of another kind of thing', sns('sns:Publish', { NotResource: TABLE })],
    ['listing streams, on a stream', dynamodb('ListStreams', `${TABLE}/stream/2026`)],
    ['reading a table, on its stream', dynamodb('GetItem', `${TABLE}/stream/2026`)],
    ['reading a stream, on its table', dynamodb('GetRecords', TABLE)],
    ['reading a table, everywhere', dynamodb('GetItem', '*')],
    ['with a resource that no action is about', dynamodb('GetItem', [TABLE, `${TABLE}/index/by-day`])],
    ['for an action nobody knows', dynamodb('FetchItem', TABLE)],
    ['for a pattern of actions that fits none', dynamodb('Fetch*', TABLE)],
    ['for a condition of another service', { ...dynamodb('GetItem', TABLE), ...asks('sns:Protocol') }],
  ])('%s', (_, statement) => {
    expect(judgeStatement(statement, reference)).not.toEqual([]);
  });
});

describe('a statement stands', () => {
  it.each<[string, PlainStatement]>([
    ['by exclusion, about texts', sns('sns:Publish', { NotResource: TOPICS })],
    ['about opt-outs, everywhere', sns('sns:CheckIfPhoneNumberIsOptedOut', { Resource: '*' })],
    ['denying what has no resources, by exclusion', denies('sns:GetSMSAttributes', TOPICS)],
    ['listing streams, everywhere', dynamodb('ListStreams', '*')],
    ['for a pattern of actions that fits one', dynamodb('Get*', TABLE)],
    ['on a table and its index', dynamodb('Query', [TABLE, `${TABLE}/index/*`])],
    ['with a condition of its own', { ...dynamodb('GetItem', TABLE), ...asks('dynamodb:LeadingKeys') }],
    ['with a condition known everywhere', { ...dynamodb('GetItem', TABLE), ...asks('aws:SourceArn') }],
  ])('%s', (_, statement) => {
    expect(judgeStatement(statement, reference)).toEqual([]);
  });
});

function asks(key: string) {
  return { Condition: { StringEquals: { [key]: 'x' } } };
}
function denies(Action: string, NotResource: string): PlainStatement {
  return { Effect: 'Deny', Action, NotResource };
}
