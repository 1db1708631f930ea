import { join } from 'node:path';
import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  AccessLevel,
  AllowedMethods,
  type BehaviorOptions,
  CachePolicy,
  HeadersReferrerPolicy,
  type IOrigin,
  type IResponseHeadersPolicy,
  ResponseHeadersPolicy,
  S3OriginAccessControl,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { BlockPublicAccess, Bucket, BucketEncryption, HttpMethods, type IBucket } from 'aws-cdk-lib/aws-s3';
import {
  BucketDeployment,
  type BucketDeploymentProps,
  CacheControl,
  type ISource,
  Source,
} from 'aws-cdk-lib/aws-s3-deployment';
import { Construct, type IDependable } from 'constructs';
import { ALWAYS_HTTPS } from './always-https.ts';
import { nameInAccount } from './name-in-account.ts';

interface SiteProps {
  /** The folder with `assets` and `fixed`, as they are to be served. */
  readonly folder: string;
  /** Where the large map's tiles come from. */
  readonly mapOrigin: string;
  /** Where the team signs in, as which app, and to which host of ours it comes back. */
  readonly signIn: { readonly url: string; readonly clientId: string; readonly host: string };
  /** The web origins from which images may be uploaded. */
  readonly origins: readonly string[];
}

/** The paths of the team's pages; beside each, what belongs to it: `/technician-worker.js` and the like. */
export const TEAM_PAGES = ['/technician', '/dispatch'] as const;

/** Browsers keep what carries its hash in its name for good; what is found by its name is asked for each time. */
const KEPT = [CacheControl.setPublic(), CacheControl.maxAge(Duration.days(365)), CacheControl.immutable()];
const ASKED_FOR = [CacheControl.noCache()];

/** The team's pages run our scripts alone, and speak to our host and to those that each of them has a business with. */
const pagePolicy = (...hosts: readonly string[]): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    `connect-src 'self' ${hosts.join(' ')}`,
    "manifest-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** The files that are the same for everybody: in a bucket that only the distribution reads. */
export class Site extends Construct {
  /** What is served, by the path of the distribution. */
  readonly behaviors: Readonly<Record<string, BehaviorOptions>>;
  /** Images that companies upload: everybody's to see, by names nobody guesses. */
  readonly media: Bucket;
  /** What names a file by its hash waits for this, so that the file is there first. */
  readonly hashed: IDependable;

  constructor(scope: Construct, id: string, { folder, mapOrigin, signIn, origins }: SiteProps) {
    super(scope, id);
    const files = new Bucket(this, 'Files', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      // A bucket with files in it cannot be deleted with its stack.
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.media = this.mediaFrom(origins);
    // CDK's own types disagree about a property that may be missing.
    const bucket = files as IBucket;
    const deploy = this.deployer(bucket, folder);
    const assets = deploy('assets', { cacheControl: KEPT, destinationKeyPrefix: 'assets' });
    this.hashed = assets;
    // The stack alone knows it, and no function has to be asked.
    const configs = TEAM_PAGES.map((page) => Source.jsonData(`${page.slice(1)}-config.json`, signIn));
    deploy('fixed', { cacheControl: ASKED_FOR }, ...configs);
    const pages = deploy('pages', { cacheControl: ASKED_FOR, contentType: 'text/html; charset=utf-8' });
    pages.node.addDependency(assets);
    // Who may list is told 404 for what is not there, not 403; no path of the distribution lists anything.
    const originAccessControl = new S3OriginAccessControl(this, 'Access', {
      originAccessControlName: nameInAccount(this, 'files'),
    });
    const origin = S3BucketOrigin.withOriginAccessControl(bucket, {
      originAccessLevels: [AccessLevel.READ, AccessLevel.LIST],
      originAccessControl,
    });
    const media = S3BucketOrigin.withOriginAccessControl(this.media as IBucket, {
      originAccessLevels: [AccessLevel.READ],
      originAccessControl,
    });
    const forEverybody = this.forEverybody();
    const script = served(
      origin,
      this.headers('Scripts', onlyAsks("'self'"), HeadersReferrerPolicy.NO_REFERRER),
    );
    const teamPage = served(
      origin,
      this.headers(
        'Team',
        // Where they sign in, where images are uploaded to, and the office's map.
        pagePolicy(signIn.url, `https://${this.media.bucketRegionalDomainName}`, mapOrigin),
        HeadersReferrerPolicy.NO_REFERRER,
      ),
    );
    this.behaviors = {
      // The worker of the large map asks for tiles, by the policy it came with: our host is told, never a path.
      '/assets/*': served(
        origin,
        this.headers('Assets', onlyAsks(`'self' ${mapOrigin}`), HeadersReferrerPolicy.STRICT_ORIGIN),
      ),
      ...Object.fromEntries(
        TEAM_PAGES.flatMap((page) => [
          [page, teamPage],
          [`${page}-*`, teamPage],
        ]),
      ),
      '/sw.js': script,
      '/notify.js': script,
      '/robots.txt': script,
      '/openapi.json': served(origin, forEverybody),
      // Mails show them, too.
      '/media/*': served(media, forEverybody),
    };
  }

  /** Apart from the files that pages run: whoever may write there cannot write here. */
  private mediaFrom(origins: readonly string[]): Bucket {
    return new Bucket(this, 'Media', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.RETAIN,
      cors: [
        {
          allowedMethods: [HttpMethods.POST],
          allowedOrigins: [...origins],
          allowedHeaders: ['*'],
          maxAge: 600,
        },
      ],
    });
  }

  /** Files of earlier deployments stay: pages that are open still ask for them. */
  private deployer(bucket: IBucket, folder: string) {
    const logGroup = new LogGroup(this, 'Log', {
      logGroupName: `/aws/lambda/${Stack.of(this).stackName}-site`,
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    return (part: string, how: Partial<BucketDeploymentProps>, ...more: ISource[]) =>
      new BucketDeployment(this, part, {
        sources: [Source.asset(join(folder, part)), ...more],
        destinationBucket: bucket,
        prune: false,
        logGroup,
        ...how,
      });
  }

  /** For what our own pages load: nobody else may. */
  private headers(
    id: string,
    contentSecurityPolicy: string,
    referrerPolicy: HeadersReferrerPolicy,
  ): ResponseHeadersPolicy {
    return new ResponseHeadersPolicy(this, id, {
      responseHeadersPolicyName: nameInAccount(this, id.toLowerCase()),
      securityHeadersBehavior: {
        contentSecurityPolicy: { contentSecurityPolicy, override: true },
        contentTypeOptions: { override: true },
        referrerPolicy: { referrerPolicy, override: true },
        strictTransportSecurity: ALWAYS_HTTPS,
      },
      customHeadersBehavior: {
        customHeaders: [{ header: 'cross-origin-resource-policy', value: 'same-origin', override: true }],
      },
    });
  }

  /** For what programs and pages of others read. */
  private forEverybody(): ResponseHeadersPolicy {
    return new ResponseHeadersPolicy(this, 'Everybody', {
      responseHeadersPolicyName: nameInAccount(this, 'everybody'),
      securityHeadersBehavior: {
        contentTypeOptions: { override: true },
        strictTransportSecurity: ALWAYS_HTTPS,
      },
      corsBehavior: {
        accessControlAllowOrigins: ['*'],
        accessControlAllowMethods: ['GET', 'HEAD'],
        accessControlAllowHeaders: ['*'],
        accessControlAllowCredentials: false,
        originOverride: true,
      },
    });
  }
}

/** A script, or a worker of its own, asks only where it should. */
const onlyAsks = (connect: string): string => `default-src 'none'; connect-src ${connect}`;

const served = (origin: IOrigin, responseHeadersPolicy: IResponseHeadersPolicy): BehaviorOptions => ({
  origin,
  responseHeadersPolicy,
  viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
  allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
  cachePolicy: CachePolicy.CACHING_OPTIMIZED,
  compress: true,
});
