import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/**
 * Names what an account has once for all its regions (CloudFront's parts, dashboards): with the region in it, so that
 * the stack of another region does not find it taken.
 */
export function nameInAccount(scope: Construct, part?: string): string {
  const { stackName, region } = Stack.of(scope);
  return [stackName, region, ...(part ? [part] : [])].join('-');
}
