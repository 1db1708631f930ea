import { secretIn } from '../kernel/secret-client.ts';

/** The deployment's secret that link tokens are derived from. */
export const linkSecret: () => Promise<string> = secretIn('LINK_SECRET_ARN', (secret) => secret);
