import { describe, expect, it } from 'vitest';
import { all, only } from '../support/template.ts';

describe('both tables', () => {
  const tables = all('AWS::DynamoDB::Table');

  it('are two', () => expect(tables).toHaveLength(2));

  it.each(tables)(
    '$id expires items, streams changes and can be restored',
    ({ properties, deletionPolicy }) => {
      expect(properties).toMatchObject({
        BillingMode: 'PAY_PER_REQUEST',
        TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
        StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        DeletionProtectionEnabled: true,
      });
      expect(deletionPolicy).toBe('Retain');
    },
  );

  it('keep no positions for recovery longer than a day', () => {
    const positions = tables.find(({ id }) => id.includes('Positions'));
    expect(positions?.properties['PointInTimeRecoverySpecification'].RecoveryPeriodInDays).toBe(1);
  });
});

describe('the team', () => {
  const { properties: pool } = only('AWS::Cognito::UserPool');
  const { properties: client } = only('AWS::Cognito::UserPoolClient');

  it('is let in by an owner or operator only, with a second factor', () => {
    expect(pool['AdminCreateUserConfig'].AllowAdminCreateUserOnly).toBe(true);
    expect(pool).toMatchObject({ MfaConfiguration: 'ON', EnabledMfas: ['SOFTWARE_TOKEN_MFA'] });
  });

  it('cannot move to another account or be another member', () => {
    const own = pool['Schema'].filter(({ Name }: { Name: string }) => /^(account|member)_id$/.test(Name));
    expect(own).toHaveLength(2);
    for (const attribute of own) expect(attribute.Mutable).toBe(false);
    expect(client['WriteAttributes'].filter((name: string) => name.startsWith('custom:'))).toEqual([]);
  });

  it('signs in on the pool’s own pages by a code alone, and comes back to ours alone', () => {
    expect(client['AllowedOAuthFlows']).toEqual(['code']);
    expect(client['GenerateSecret']).toBe(false);
    for (const urls of [client['CallbackURLs'], client['LogoutURLs']]) {
      expect(JSON.stringify(urls)).toBe(
        '[{"Fn::Join":["",["https://",{"Ref":"DomainName"},"/technician"]]},' +
          '{"Fn::Join":["",["https://",{"Ref":"DomainName"},"/dispatch"]]}]',
      );
    }
    expect(only('AWS::Cognito::UserPoolDomain').properties['ManagedLoginVersion']).toBe(2);
  });

  it('takes a passkey that asked for its owner for both factors, and a refresh token once', () => {
    expect(pool).toMatchObject({
      WebAuthnUserVerification: 'required',
      WebAuthnFactorConfiguration: 'MULTI_FACTOR_WITH_USER_VERIFICATION',
    });
    expect(client['RefreshTokenRotation']).toEqual({ Feature: 'ENABLED', RetryGracePeriodSeconds: 60 });
  });

  it('has the three roles as groups', () => {
    const names = all('AWS::Cognito::UserPoolGroup').map(({ properties }) => properties['GroupName']);
    expect(names.sort()).toEqual(['dispatcher', 'owner', 'technician']);
  });
});
