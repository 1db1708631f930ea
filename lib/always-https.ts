import { Duration } from 'aws-cdk-lib';
import type { ResponseHeadersStrictTransportSecurity } from 'aws-cdk-lib/aws-cloudfront';

/** Said by the distribution of everything, for it means nothing without TLS. */
export const ALWAYS_HTTPS: ResponseHeadersStrictTransportSecurity = {
  accessControlMaxAge: Duration.days(365),
  includeSubdomains: false,
  override: true,
};
