import { fileURLToPath } from 'node:url';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { acknowledgedRules } from '../lib/acknowledged-findings.ts';
import { serviceTracker } from '../lib/service-tracker.ts';

// Nothing about whoever builds this goes into the template.
const app = new App({ analyticsReporting: false });
serviceTracker(app, fileURLToPath(new URL('../.build', import.meta.url)));
Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
app.synth();
console.log(`cdk-nag: no finding open; acknowledged with a reason: ${acknowledgedRules().join(', ')}`);
