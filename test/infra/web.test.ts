import { describe, expect, it } from 'vitest';
import { all, only, refersTo, the } from '../support/template.ts';

const { DistributionConfig: door } = only('AWS::CloudFront::Distribution').properties;
const behaviours = [door.DefaultCacheBehavior, ...door.CacheBehaviors];
const originSecret = the('AWS::SecretsManager::Secret', (_, id) => id.includes('Origin'));

describe('the only door', () => {
  it('leads to the two APIs, and shows both the secret that only it and the functions know', () => {
    const apis = all('AWS::ApiGatewayV2::Api');
    expect(door.Origins).toHaveLength(apis.length);
    for (const origin of door.Origins) {
      expect(origin.OriginCustomHeaders[0].HeaderName).toBe('x-origin-verify');
      expect(refersTo(origin.OriginCustomHeaders[0].HeaderValue, originSecret)).toBe(true);
      expect(apis.filter((api) => refersTo(origin.DomainName, api))).toHaveLength(1);
    }
  });

  it('leads to the sockets by the path that is their stage', () => {
    const [behaviour, another] = door.CacheBehaviors;
    expect(another).toBeUndefined();
    const origin = door.Origins.find(({ Id }: { Id: string }) => Id === behaviour.TargetOriginId);
    const sockets = the('AWS::ApiGatewayV2::Api', ({ ProtocolType }) => ProtocolType === 'WEBSOCKET');
    const stage = the('AWS::ApiGatewayV2::Stage', ({ ApiId }) => refersTo(ApiId, sockets)).properties;
    expect(refersTo(origin.DomainName, sockets)).toBe(true);
    expect(behaviour.PathPattern).toBe(`/${stage['StageName']}`);
  });

  it('speaks TLS 1.2 or newer, to both sides', () => {
    expect(door.ViewerCertificate.MinimumProtocolVersion).toBe('TLSv1.2_2021');
    for (const { ViewerProtocolPolicy } of behaviours) expect(ViewerProtocolPolicy).toBe('https-only');
    for (const { CustomOriginConfig } of door.Origins) {
      expect(CustomOriginConfig).toMatchObject({
        OriginProtocolPolicy: 'https-only',
        OriginSSLProtocols: ['TLSv1.2'],
      });
    }
  });

  it('stands behind the firewall, keeps nothing and logs no path', () => {
    expect(door.WebACLId).toEqual({ Ref: 'WebAclArn' });
    // The managed policies "caching disabled" and "all viewer headers except host".
    for (const { CachePolicyId, OriginRequestPolicyId } of behaviours) {
      expect(CachePolicyId).toBe('4135ea2d-6df8-44a3-9df3-4b5a84be39ad');
      expect(OriginRequestPolicyId).toBe('b689b0a8-53d0-40ab-baf2-68738e2966ac');
    }
    expect(door.Logging).toBeUndefined();
  });

  it('shows nobody the error that somebody else got', () => {
    const errors = door.CustomErrorResponses as { ErrorCode: number; ErrorCachingMinTTL: number }[];
    expect(errors.map(({ ErrorCode }) => ErrorCode)).toEqual(
      expect.arrayContaining([404, 500, 502, 503, 504]),
    );
    for (const { ErrorCachingMinTTL } of errors) expect(ErrorCachingMinTTL).toBe(0);
  });
});

describe('the firewall', () => {
  const { Rules: rules, Scope, VisibilityConfig } = only('AWS::WAFv2::WebACL', 'edge').properties;

  it('is one for CloudFront and limits every address', () => {
    expect(Scope).toBe('CLOUDFRONT');
    expect(rules.some((rule: object) => JSON.stringify(rule).includes('RateBasedStatement'))).toBe(true);
  });

  it('keeps no samples of requests, whose paths are keys', () => {
    for (const { SampledRequestsEnabled } of [VisibilityConfig, ...rules.map(visibility)]) {
      expect(SampledRequestsEnabled).toBe(false);
    }
  });
});

describe('the key for the large map', () => {
  it('opens map tiles and nothing else, for pages under our own host', () => {
    const { Restrictions } = only('AWS::Location::APIKey').properties;
    expect(Restrictions.AllowActions).toEqual(['geo-maps:GetTile']);
    const referers = JSON.stringify(Restrictions.AllowReferers);
    expect(Restrictions.AllowReferers).toHaveLength(1);
    expect(referers).toContain('https://');
    expect(referers).toContain('{"Ref":"DomainName"}');
  });
});

describe('the template', () => {
  it('is the same for every account, region and host', () => {
    const environments = all('AWS::Lambda::Function').map(({ properties }) => properties['Environment']);
    expect(JSON.stringify(environments)).not.toMatch(/\d{12}|us-[a-z]+-\d|cloudfront\.net/);
  });
});

const visibility = ({ VisibilityConfig }: { VisibilityConfig: { SampledRequestsEnabled: boolean } }) =>
  VisibilityConfig;
