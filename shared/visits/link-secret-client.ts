import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

const client = new SecretsManagerClient({
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1000, requestTimeout: 2000, throwOnRequestTimeout: true },
});

let secret: Promise<string> | undefined;

/** The deployment's secret that link tokens are derived from; asked for once in a function's life. */
export function linkSecret(): Promise<string> {
  secret ??= fetchSecret().catch((error: unknown) => {
    secret = undefined;
    throw error;
  });
  return secret;
}

async function fetchSecret(): Promise<string> {
  const SecretId = process.env['LINK_SECRET_ARN'];
  if (!SecretId) throw new Error('The environment variable LINK_SECRET_ARN is not set.');
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId }));
  if (!SecretString) throw new Error('The link secret is empty.');
  return SecretString;
}
