import { fileURLToPath } from 'node:url';
import { App, Validations } from 'aws-cdk-lib';
import { acknowledgedRules } from '../lib/acknowledged-findings.ts';
import { CountedAwsSolutions, CountedServerless } from '../lib/counted-checks.ts';
import { serviceTracker } from '../lib/service-tracker.ts';

// Nothing about whoever builds this goes into the template.
const app = new App({ analyticsReporting: false });
serviceTracker(app, fileURLToPath(new URL('../.build/functions', import.meta.url)));
Validations.of(app).addPlugins(new CountedAwsSolutions(app), new CountedServerless(app));
app.synth();
console.log(`cdk-nag rules acknowledged: ${acknowledgedRules().join(', ')}`);
