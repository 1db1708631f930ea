import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSecretsManager } from '../../../local/emulators/secrets-manager.ts';
import { createWorld, type ServedEmulators, serveEmulators } from '../../support/serve-emulators.ts';

let served: ServedEmulators;
let secrets: SecretsManagerClient;

beforeAll(async () => {
  served = await serveEmulators(createSecretsManager(createWorld()));
  secrets = new SecretsManagerClient(served.client);
});
afterAll(() => served.stop());

it('a secret is generated once and is the same by its name and by its ARN', async () => {
  const SecretId = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:link-secret-Ab12Cd';
  const byArn = await secrets.send(new GetSecretValueCommand({ SecretId }));
  const byName = await secrets.send(new GetSecretValueCommand({ SecretId: 'link-secret' }));
  const other = await secrets.send(new GetSecretValueCommand({ SecretId: 'another' }));
  expect(byArn).toMatchObject({ ARN: SecretId, Name: 'link-secret' });
  expect(byArn.SecretString?.length).toBeGreaterThanOrEqual(32);
  expect(byName.SecretString).toBe(byArn.SecretString);
  expect(other.SecretString).not.toBe(byArn.SecretString);
});
