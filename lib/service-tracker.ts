import type { App } from 'aws-cdk-lib';
import { acknowledgeFindings } from './acknowledged-findings.ts';
import { EdgeStack } from './edge-stack.ts';
import { TrackerStack } from './tracker-stack.ts';

/** Cuba, Iran, North Korea and Syria: sanctions keep us from serving them. */
const BLOCKED_COUNTRIES = 'CU,IR,KP,SY';

/** One deployment: the edge in us-east-1, the tracker wherever it is deployed to, made of what the build left. */
export function serviceTracker(app: App, built: string): void {
  const list = (key: string, otherwise = ''): string[] =>
    String(app.node.tryGetContext(key) ?? otherwise)
      .split(',')
      .filter(Boolean);
  new EdgeStack(app, 'service-tracker-edge', { env: { region: 'us-east-1' } });
  const tracker = new TrackerStack(app, 'service-tracker', {
    built,
    allowedOrigins: list('allowedOrigins'),
    blockedCountries: list('blockedCountries', BLOCKED_COUNTRIES),
  });
  acknowledgeFindings(tracker);
}
