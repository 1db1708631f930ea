import { secretIn } from '../kernel/secret-client.ts';

/** The deployment's secret that the secrets of webhooks are derived from. */
export const deploymentSecret: () => Promise<string> = secretIn('WEBHOOK_SECRET_ARN', (secret) => secret);
