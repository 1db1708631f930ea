import { describe, expect, it } from 'vitest';
import { all, only, refersTo, the } from '../support/template.ts';

const { DistributionConfig: door } = only('AWS::CloudFront::Distribution').properties;
const originSecret = the('AWS::SecretsManager::Secret', (_, id) => id.includes('Origin'));

describe('the only door', () => {
  it('shows the API the secret that only it and the functions know', () => {
    const [origin, another] = door.Origins;
    expect(another).toBeUndefined();
    expect(origin.OriginCustomHeaders[0].HeaderName).toBe('x-origin-verify');
    expect(refersTo(origin.OriginCustomHeaders[0].HeaderValue, originSecret)).toBe(true);
    expect(refersTo(origin.DomainName, only('AWS::ApiGatewayV2::Api'))).toBe(true);
  });

  it('speaks TLS 1.2 or newer, to both sides', () => {
    expect(door.ViewerCertificate.MinimumProtocolVersion).toBe('TLSv1.2_2021');
    expect(door.DefaultCacheBehavior.ViewerProtocolPolicy).toBe('https-only');
    expect(door.Origins[0].CustomOriginConfig).toMatchObject({
      OriginProtocolPolicy: 'https-only',
      OriginSSLProtocols: ['TLSv1.2'],
    });
  });

  it('stands behind the firewall, keeps nothing and logs no path', () => {
    expect(door.WebACLId).toEqual({ Ref: 'WebAclArn' });
    // The managed policies "caching disabled" and "all viewer headers except host".
    expect(door.DefaultCacheBehavior.CachePolicyId).toBe('4135ea2d-6df8-44a3-9df3-4b5a84be39ad');
    expect(door.DefaultCacheBehavior.OriginRequestPolicyId).toBe('b689b0a8-53d0-40ab-baf2-68738e2966ac');
    expect(door.CacheBehaviors).toBeUndefined();
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

describe('the template', () => {
  it('is the same for every account, region and host', () => {
    const environments = all('AWS::Lambda::Function').map(({ properties }) => properties['Environment']);
    expect(JSON.stringify(environments)).not.toMatch(/\d{12}|us-[a-z]+-\d|cloudfront\.net/);
  });
});

const visibility = ({ VisibilityConfig }: { VisibilityConfig: { SampledRequestsEnabled: boolean } }) =>
  VisibilityConfig;
