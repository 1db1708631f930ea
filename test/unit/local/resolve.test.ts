// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is how Fn::Sub writes its variables.
import { describe, expect, it } from 'vitest';
import { createResolver } from '../../../local/template/resolve.ts';

const resolver = createResolver(
  {
    Parameters: { Domain: {}, Flavour: { Default: 'plain' } },
    Conditions: { Fancy: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'Flavour' }, 'plain'] }] } },
    Resources: {
      Table: { Type: 'AWS::DynamoDB::Table' },
      Key: { Type: 'AWS::SecretsManager::Secret', Properties: { Name: 'key' } },
      Door: { Type: 'AWS::CloudFront::Distribution' },
    },
  },
  {
    place: {
      region: 'us-east-1',
      accountId: '000000000000',
      stackName: 'tiny',
      publicHost: '127.0.0.1:4000',
    },
    parameters: { Domain: 'track.example' },
    secret: (id) => `value of ${id.split(':').pop()}`,
  },
);

describe('a template', () => {
  for (const [what, value, resolved] of [
    ['names', { Ref: 'Table' }, 'tiny-Table'],
    [
      'attributes',
      { 'Fn::GetAtt': ['Table', 'Arn'] },
      'arn:aws:dynamodb:us-east-1:000000000000:table/tiny-Table',
    ],
    ['parameters', { 'Fn::Join': ['/', [{ Ref: 'Domain' }, { Ref: 'Flavour' }]] }, 'track.example/plain'],
    [
      'substitutions',
      { 'Fn::Sub': ['${Table} in ${AWS::Region} ${!x}${y}', { y: '!' }] },
      'tiny-Table in us-east-1 ${x}!',
    ],
    ['selections', { 'Fn::Select': [1, { 'Fn::Split': [':', 'a:b:c'] }] }, 'b'],
    ['conditions', { a: { 'Fn::If': ['Fancy', 1, { Ref: 'AWS::NoValue' }] }, b: 2 }, { b: 2 }],
    [
      'secrets',
      { 'Fn::Join': ['', ['{{resolve:secretsmanager:', { Ref: 'Key' }, ':SecretString:::}}']] },
      'value of key-Local1',
    ],
    [
      'the distribution, without TLS',
      { 'Fn::Sub': 'https://${Door.DomainName}/t' },
      'http://127.0.0.1:4000/t',
    ],
  ] as const) {
    it(`resolves ${what}`, () => {
      expect(resolver.resolve(value)).toEqual(resolved);
    });
  }

  it('is told what it does not declare', () => {
    expect(() => resolver.resolve({ Ref: 'Nobody' })).toThrow('Nobody');
  });
});
