import { Duration, Stack } from 'aws-cdk-lib';
import type { CfnApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  GeoRestriction,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  OriginSslPolicy,
  PriceClass,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Construct } from 'constructs';
import { ALWAYS_HTTPS } from './always-https.ts';
import { LIVE_STAGE } from './live-api.ts';
import { nameInAccount } from './name-in-account.ts';
import type { Parameters } from './parameters.ts';
import type { Site } from './site.ts';

interface WebProps {
  readonly api: CfnApi;
  readonly sockets: CfnApi;
  readonly site: Site;
  readonly originSecret: string;
  readonly parameters: Parameters;
  /** ISO 3166 codes of countries that are not served. */
  readonly blockedCountries: readonly string[];
}

/** CloudFront keeps these for ten seconds, whoever asked, whatever the cache policy and the answer's headers say. */
const KEPT_ERRORS = [404, 414, 500, 501, 502, 503, 504];

/** The only door: one host for pages and API, TLS 1.2 or newer, behind the firewall; only files are kept. */
export class Web extends Construct {
  readonly distribution: Distribution;

  constructor(scope: Construct, id: string, props: WebProps) {
    super(scope, id);
    const { api, sockets, site, originSecret, parameters, blockedCountries } = props;
    const responseHeadersPolicy = this.alwaysHttps();
    this.distribution = new Distribution(this, 'Door', {
      comment: 'Service Tracker: the only way in',
      domainNames: [parameters.domainName],
      certificate: Certificate.fromCertificateArn(this, 'Certificate', parameters.certificateArn),
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      webAclId: parameters.webAclArn,
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_100,
      errorResponses: KEPT_ERRORS.map((httpStatus) => ({ httpStatus, ttl: Duration.seconds(0) })),
      geoRestriction: GeoRestriction.denylist(...blockedCountries),
      defaultBehavior: { ...handedOn(this.origin(api, originSecret)), responseHeadersPolicy },
      additionalBehaviors: {
        [`/${LIVE_STAGE}`]: handedOn(this.origin(sockets, originSecret)),
        ...site.behaviors,
      },
    });
  }

  private origin(api: CfnApi, originSecret: string): HttpOrigin {
    const { region, urlSuffix } = Stack.of(this);
    return new HttpOrigin(`${api.ref}.execute-api.${region}.${urlSuffix}`, {
      protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
      originSslProtocols: [OriginSslPolicy.TLS_V1_2],
      customHeaders: { 'x-origin-verify': originSecret },
    });
  }

  /** The doors set every other security header themselves; this one means nothing without TLS. */
  private alwaysHttps(): ResponseHeadersPolicy {
    return new ResponseHeadersPolicy(this, 'AlwaysHttps', {
      responseHeadersPolicyName: nameInAccount(this, 'always-https'),
      securityHeadersBehavior: { strictTransportSecurity: ALWAYS_HTTPS },
    });
  }
}

/** Everything of a request but its host goes on to the API, and nothing that it answers is kept. */
const handedOn = (origin: HttpOrigin) => ({
  origin,
  viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
  allowedMethods: AllowedMethods.ALLOW_ALL,
  cachePolicy: CachePolicy.CACHING_DISABLED,
  originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
  compress: false,
});
