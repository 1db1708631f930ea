import { CfnCondition, CfnOutput, CfnParameter, Fn, Stack, type StackProps } from 'aws-cdk-lib';
import { CfnCertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import type { Construct } from 'constructs';

/** Requests from one address in five minutes. A carrier's address may stand for hundreds of phones. */
const PER_ADDRESS = 5000;

/**
 * What CloudFront will only take from us-east-1: its firewall and its certificate. Handed to the tracker stack
 * as parameters, so that no custom resource has to carry them over.
 */
export class EdgeStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    const firewall = new CfnWebACL(this, 'Firewall', {
      scope: 'CLOUDFRONT',
      defaultAction: { allow: {} },
      visibilityConfig: visible('firewall'),
      rules: [
        tooMany(0),
        // A batch of a hundred positions is larger than this pack's 8 KB, and some GPS apps send no user agent.
        managed(1, 'AWSManagedRulesCommonRuleSet', ['SizeRestrictions_BODY', 'NoUserAgent_HEADER']),
        managed(2, 'AWSManagedRulesKnownBadInputsRuleSet', []),
        managed(3, 'AWSManagedRulesAmazonIpReputationList', []),
      ],
    });
    new CfnOutput(this, 'WebAclArn', { value: firewall.attrArn });
    new CfnOutput(this, 'CertificateArn', { value: this.certificate().ref });
  }

  private certificate(): CfnCertificate {
    const domainName = new CfnParameter(this, 'DomainName', {
      description: 'Host name of the links, such as track.example.com',
    }).valueAsString;
    const hostedZoneId = new CfnParameter(this, 'HostedZoneId', {
      description: 'Route 53 zone that proves the domain by itself; empty: set the record by hand',
      default: '',
    }).valueAsString;
    const ownZone = new CfnCondition(this, 'OwnZone', {
      expression: Fn.conditionNot(Fn.conditionEquals(hostedZoneId, '')),
    });
    return new CfnCertificate(this, 'Certificate', {
      domainName,
      validationMethod: 'DNS',
      domainValidationOptions: Fn.conditionIf(
        ownZone.logicalId,
        [{ DomainName: domainName, HostedZoneId: hostedZoneId }],
        { Ref: 'AWS::NoValue' },
      ),
    });
  }
}

/** Metrics, but no samples: a sampled request shows its path, and the path of a public link is its key. */
const visible = (metricName: string): CfnWebACL.VisibilityConfigProperty => ({
  metricName,
  cloudWatchMetricsEnabled: true,
  sampledRequestsEnabled: false,
});

const tooMany = (priority: number): CfnWebACL.RuleProperty => ({
  name: 'too-many-from-one-address',
  priority,
  action: { block: {} },
  statement: { rateBasedStatement: { aggregateKeyType: 'IP', limit: PER_ADDRESS } },
  visibilityConfig: visible('too-many-from-one-address'),
});

const managed = (priority: number, name: string, onlyCounted: readonly string[]): CfnWebACL.RuleProperty => ({
  name,
  priority,
  overrideAction: { none: {} },
  statement: {
    managedRuleGroupStatement: {
      vendorName: 'AWS',
      name,
      ruleActionOverrides: onlyCounted.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
    },
  },
  visibilityConfig: visible(name),
});
