import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

const client = new SecretsManagerClient({
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1000, requestTimeout: 2000, throwOnRequestTimeout: true },
});

/**
 * The secret whose ARN an environment variable names, asked for once in a function's life, and made by `make` into
 * what is needed of it. After a failure it is asked for again.
 */
export function secretIn<T>(variable: string, make: (secret: string) => T): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= fetchSecret(variable)
      .then(make)
      .catch((error: unknown) => {
        made = undefined;
        throw error;
      });
    return made;
  };
}

async function fetchSecret(variable: string): Promise<string> {
  const SecretId = process.env[variable];
  if (!SecretId) throw new Error(`The environment variable ${variable} is not set.`);
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId }));
  if (!SecretString) throw new Error(`The secret of ${variable} is empty.`);
  return SecretString;
}
