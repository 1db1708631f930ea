import type { FrontPath, ServedFiles } from './deployment.ts';
import type { Resolved, Resources } from './resources.ts';
import { asNumber, asText, asTexts, asTruth, part, parts, type Structure } from './structure.ts';

/** The folder of an asset, by the object key the template names it with. */
type CodeFolder = (key: string) => string;

/** The distribution's paths, and what is in the buckets that some of them lead to. */
export function readFront(resources: Resources, codeFolder: CodeFolder): readonly FrontPath[] {
  const buckets = resources('AWS::S3::Bucket');
  return resources('AWS::CloudFront::Distribution').flatMap(({ properties }) => {
    const distribution = part(properties['DistributionConfig']);
    const bucketBehind = (id: unknown): Resolved | undefined => {
      const origin = parts(distribution['Origins']).find(({ Id }) => Id === id);
      return buckets.find((bucket) => bucket.attribute('RegionalDomainName') === origin?.['DomainName']);
    };
    return parts(distribution['CacheBehaviors']).map((behavior) => {
      const bucket = bucketBehind(behavior['TargetOriginId']);
      const pattern = asText(behavior['PathPattern']);
      return bucket ? { pattern, files: readFiles(behavior, bucket, resources, codeFolder) } : { pattern };
    });
  });
}

function readFiles(
  behavior: Structure,
  bucket: Resolved,
  resources: Resources,
  codeFolder: CodeFolder,
): ServedFiles {
  const policy = resources('AWS::CloudFront::ResponseHeadersPolicy').find(
    ({ ref }) => ref === behavior['ResponseHeadersPolicyId'],
  );
  return {
    methods: asTexts(behavior['AllowedMethods'] ?? ['GET', 'HEAD']),
    compress: asTruth(behavior['Compress']),
    ...readHeaders(part(policy?.properties['ResponseHeadersPolicyConfig'])),
    bucket: bucket.ref,
    copied: resources('Custom::CDKBucketDeployment')
      .filter(({ properties }) => properties['DestinationBucketName'] === bucket.ref)
      .flatMap(({ properties }) => readCopied(properties, codeFolder)),
    missing: whoIsMissing(bucket, resources),
  };
}

/** One deployment into a bucket may have several sources; texts in one may be filled in while it is copied. */
function readCopied(properties: Structure, codeFolder: CodeFolder): ServedFiles['copied'] {
  const prefix = asText(properties['DestinationBucketKeyPrefix']);
  const markers = parts(properties['SourceMarkers']);
  return asTexts(properties['SourceObjectKeys']).map((key, index) => ({
    folder: codeFolder(key),
    prefix: prefix && `${prefix}/`,
    headers: asTextsByName(part(properties['SystemMetadata'])),
    filledIn: asTextsByName(markers[index] ?? {}),
  }));
}

const asTextsByName = (structure: Structure): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(structure).map(([name, value]) => [name, asText(value)]));

/**
 * The bucket is private: the distribution reads what a policy lets it.
 * @throws Error when none does
 */
function whoIsMissing(bucket: Resolved, resources: Resources): 403 | 404 {
  const allowed = resources('AWS::S3::BucketPolicy')
    .filter(({ properties }) => properties['Bucket'] === bucket.ref)
    .flatMap(({ properties }) => parts(part(properties['PolicyDocument'])['Statement']))
    .filter(
      ({ Effect, Principal }) =>
        Effect === 'Allow' && part(Principal)['Service'] === 'cloudfront.amazonaws.com',
    )
    .flatMap(({ Action }) => [Action].flat().map((action) => asText(action)));
  if (!allowed.includes('s3:GetObject'))
    throw new Error(`${bucket.logicalId}: no policy lets the distribution read it.`);
  return allowed.includes('s3:ListBucket') ? 404 : 403;
}

/** What a response headers policy sets, as headers; what of it is not known here is an error. */
function readHeaders(policy: Structure): Pick<ServedFiles, 'headers' | 'toOtherOrigins'> {
  const security = Object.entries(part(policy['SecurityHeadersConfig'])).map(([name, value]) => {
    const said = SECURITY[name]?.(part(value));
    if (!said) throw new Error(`${name} of a response headers policy is not understood here.`);
    return said;
  });
  const own = parts(part(policy['CustomHeadersConfig'])['Items']).map(
    ({ Header, Value }) => [asText(Header).toLowerCase(), asText(Value)] as const,
  );
  const origins = asTexts(part(part(policy['CorsConfig'])['AccessControlAllowOrigins'])['Items']);
  if (origins.some((origin) => origin !== '*'))
    throw new Error('CORS of a response headers policy is understood here for all origins alone.');
  return {
    headers: Object.fromEntries([...security, ...own]),
    toOtherOrigins: Object.fromEntries(origins.map((origin) => ['access-control-allow-origin', origin])),
  };
}

const SECURITY: Readonly<Record<string, (value: Structure) => readonly [string, string]>> = {
  ContentSecurityPolicy: ({ ContentSecurityPolicy }) => [
    'content-security-policy',
    asText(ContentSecurityPolicy),
  ],
  ContentTypeOptions: () => ['x-content-type-options', 'nosniff'],
  ReferrerPolicy: ({ ReferrerPolicy }) => ['referrer-policy', asText(ReferrerPolicy)],
  StrictTransportSecurity: ({ AccessControlMaxAgeSec }) => [
    'strict-transport-security',
    `max-age=${asNumber(AccessControlMaxAgeSec, 0)}`,
  ],
};
