import { describe, expect, it } from 'vitest';
import { all, edge, only, type Resource, refersTo, the, tracker } from '../support/template.ts';

const { DistributionConfig: door } = only('AWS::CloudFront::Distribution').properties;
interface Origin {
  readonly Id: string;
  readonly DomainName: unknown;
  readonly CustomOriginConfig?: object;
  readonly OriginCustomHeaders?: readonly { HeaderName: string; HeaderValue: unknown }[];
  readonly OriginAccessControlId?: unknown;
}
const origins = door.Origins as Origin[];
const originOf = ({ TargetOriginId }: { TargetOriginId: string }) =>
  origins.find(({ Id }) => Id === TargetOriginId);
const behaviours = [door.DefaultCacheBehavior, ...door.CacheBehaviors];
const toApis = behaviours.filter((one) => originOf(one)?.CustomOriginConfig);
const toFiles = behaviours.filter((one) => !originOf(one)?.CustomOriginConfig);
const originSecret = the('AWS::SecretsManager::Secret', (_, id) => id.includes('Origin'));

describe('the only door', () => {
  it('leads to the two APIs, and shows both the secret that only it and the gate know', () => {
    const apis = all('AWS::ApiGatewayV2::Api');
    const led = origins.filter(({ CustomOriginConfig }) => CustomOriginConfig);
    expect(led).toHaveLength(apis.length);
    for (const { OriginCustomHeaders: [header] = [], DomainName } of led) {
      expect(header?.HeaderName).toBe('x-origin-verify');
      expect(refersTo(header?.HeaderValue, originSecret)).toBe(true);
      expect(apis.filter((api) => refersTo(DomainName, api))).toHaveLength(1);
    }
    const knowing = all('AWS::Lambda::Function').filter((one) => refersTo(one.properties, originSecret));
    expect(knowing.map(({ properties }) => properties['Handler'])).toEqual(['check-origin.handler']);
  });

  it('leads to the sockets by the path that is their stage', () => {
    const [behaviour, another] = toApis.slice(1);
    expect(another).toBeUndefined();
    const sockets = the('AWS::ApiGatewayV2::Api', ({ ProtocolType }) => ProtocolType === 'WEBSOCKET');
    const stage = the('AWS::ApiGatewayV2::Stage', ({ ApiId }) => refersTo(ApiId, sockets)).properties;
    expect(refersTo(originOf(behaviour)?.DomainName, sockets)).toBe(true);
    expect(behaviour.PathPattern).toBe(`/${stage['StageName']}`);
  });

  it('speaks TLS 1.2 or newer, to both sides', () => {
    expect(door.ViewerCertificate.MinimumProtocolVersion).toBe('TLSv1.2_2021');
    for (const { ViewerProtocolPolicy } of behaviours) expect(ViewerProtocolPolicy).toBe('https-only');
    for (const one of toApis) {
      expect(originOf(one)?.CustomOriginConfig).toMatchObject({
        OriginProtocolPolicy: 'https-only',
        OriginSSLProtocols: ['TLSv1.2'],
      });
    }
  });

  it('stands behind the firewall, keeps nothing of the APIs and logs no path', () => {
    expect(door.WebACLId).toEqual({ Ref: 'WebAclArn' });
    // The managed policies "caching disabled" and "all viewer headers except host".
    for (const { CachePolicyId, OriginRequestPolicyId } of toApis) {
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

describe('the files', () => {
  const buckets = all('AWS::S3::Bucket');
  const policyOf = ({
    ResponseHeadersPolicyId,
  }: {
    ResponseHeadersPolicyId: unknown;
  }): Resource | undefined =>
    all('AWS::CloudFront::ResponseHeadersPolicy').find((one) => refersTo(ResponseHeadersPolicyId, one));

  it('are in buckets that the distribution alone may read: those of the pages, and uploaded images', () => {
    expect(buckets).toHaveLength(2);
    for (const { properties } of buckets) {
      expect(properties['PublicAccessBlockConfiguration']).toEqual({
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      });
    }
    for (const { properties } of all('AWS::S3::BucketPolicy')) {
      const { Statement } = properties['PolicyDocument'];
      const allowed = Statement.filter(({ Effect }: { Effect: string }) => Effect === 'Allow');
      expect(allowed.length).toBeGreaterThan(0);
      for (const { Principal } of allowed) expect(Principal).toEqual({ Service: 'cloudfront.amazonaws.com' });
    }
    for (const one of toFiles) expect(originOf(one)?.OriginAccessControlId).toBeDefined();
  });

  it('are kept for a year under names that change with them, and asked for each time under others', () => {
    const said = all('Custom::CDKBucketDeployment').map(({ properties }) => [
      properties['DestinationBucketKeyPrefix'],
      properties['SystemMetadata']['cache-control'],
      properties['Prune'],
    ]);
    expect(said).toHaveLength(3);
    expect(said).toContainEqual(['assets', 'public, max-age=31536000, immutable', false]);
    expect(said.filter(([prefix]) => prefix === undefined)).toEqual(
      Array(2).fill([undefined, 'no-cache', false]),
    );
    expect(toFiles.map(({ PathPattern }) => PathPattern)).toEqual(
      expect.arrayContaining(['/assets/*', '/sw.js', '/notify.js', '/robots.txt', '/openapi.json']),
    );
  });

  it('come compressed, and with what protects them', () => {
    for (const behaviour of toFiles) {
      expect(behaviour).toMatchObject({ Compress: true, AllowedMethods: ['GET', 'HEAD'] });
      const config = policyOf(behaviour)?.properties['ResponseHeadersPolicyConfig'];
      expect(config.SecurityHeadersConfig).toHaveProperty('ContentTypeOptions');
      if (['/openapi.json', '/media/*'].includes(behaviour.PathPattern)) continue;
      const policy = JSON.stringify(config);
      for (const part of ["default-src 'none'; ", "connect-src 'self'", 'cross-origin-resource-policy'])
        expect(policy).toContain(part);
      expect(policy).not.toContain('unsafe');
    }
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

  // Two regions of one account would take each other's names.
  it('names with its region what an account has once for all regions', () => {
    const named = tracker.flatMap(({ type, properties }) => WITHOUT_REGION[type]?.(properties) ?? []);
    expect(named.length).toBeGreaterThan(5);
    for (const name of named) expect(JSON.stringify(name)).toContain('{"Ref":"AWS::Region"}');
  });

  // CloudFormation takes 500. A route costs one; a function of its own, seven.
  it('leaves fifty resources free', () => {
    expect(tracker.length).toBeLessThanOrEqual(450);
  });

  it('sets nothing that is one for a whole account or region', () => {
    const found = [...tracker, ...edge].filter(({ type }) => SINGLETONS.includes(type));
    expect(found.map(({ id }) => id)).toEqual([]);
  });
});

/** Where the names are that are taken in every region at once; what AWS may name itself is left out. */
const WITHOUT_REGION: Readonly<Record<string, (properties: Resource['properties']) => unknown[]>> = {
  'AWS::CloudFront::CachePolicy': (one) => [one['CachePolicyConfig'].Name],
  'AWS::CloudFront::Function': (one) => [one['Name']],
  'AWS::CloudFront::OriginAccessControl': (one) => [one['OriginAccessControlConfig'].Name],
  'AWS::CloudFront::OriginRequestPolicy': (one) => [one['OriginRequestPolicyConfig'].Name],
  'AWS::CloudFront::ResponseHeadersPolicy': (one) => [one['ResponseHeadersPolicyConfig'].Name],
  'AWS::CloudWatch::Dashboard': (one) => [one['DashboardName']],
  'AWS::IAM::ManagedPolicy': (one) => (one['ManagedPolicyName'] ? [one['ManagedPolicyName']] : []),
  'AWS::IAM::Role': (one) => (one['RoleName'] ? [one['RoleName']] : []),
  'AWS::S3::Bucket': (one) => (one['BucketName'] ? [one['BucketName']] : []),
};

/** Of these there is one in an account, or in its region: whoever sets it, sets it for everybody there. */
const SINGLETONS = [
  'AWS::ApiGateway::Account',
  'AWS::Config::ConfigurationRecorder',
  'AWS::Config::DeliveryChannel',
  'AWS::Detective::Graph',
  'AWS::EC2::SnapshotBlockPublicAccess',
  'AWS::EC2::VPCBlockPublicAccessOptions',
  'AWS::GuardDuty::Detector',
  'AWS::IAM::ServiceLinkedRole',
  'AWS::Logs::AccountPolicy',
  'AWS::Macie::Session',
  'AWS::SES::VdmAttributes',
  'AWS::SecurityHub::Hub',
  'AWS::XRay::TransactionSearchConfig',
];

const visibility = ({ VisibilityConfig }: { VisibilityConfig: { SampledRequestsEnabled: boolean } }) =>
  VisibilityConfig;
