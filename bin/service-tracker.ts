import { App, Validations } from 'aws-cdk-lib';
import { CountedAwsSolutions, CountedServerless } from '../lib/counted-checks.ts';
import { serviceTracker } from '../lib/service-tracker.ts';

const app = new App();
serviceTracker(app, '.build/functions');
Validations.of(app).addPlugins(new CountedAwsSolutions(app), new CountedServerless(app));
app.synth();
