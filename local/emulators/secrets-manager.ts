import { randomBytes, randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import type { Emulator, Store, World } from './emulator.ts';
import { createJsonEmulator } from './json-rpc.ts';
import { operation, textOf } from './operation.ts';

/** A secret as it is kept. */
export const SECRET_ROW = z.object({
  value: textOf(1, 65_536),
  versionId: z.string(),
  createdAt: z.number(),
});
type Secret = Readonly<z.output<typeof SECRET_ROW>>;

const SECRETS = 'secrets';

/** AWS Secrets Manager: every secret exists, and is generated the first time somebody asks for it. */
export function createSecretsManager(world: World): Emulator {
  return createJsonEmulator({
    service: 'secretsmanager',
    signingNames: ['secretsmanager'],
    operations: {
      GetSecretValue: operation(
        z.strictObject({ SecretId: textOf(1, 2048), VersionStage: z.optional(z.literal('AWSCURRENT')) }),
        ({ SecretId }) => describe(world, SecretId),
      ),
    },
  });
}

/** The text of a secret, named by its ARN or its name; generated and kept on first use. */
export function secretValue(store: Store, secretId: string, now: number): string {
  return findOrGenerate(store, secretId, now).value;
}

function describe(world: World, id: string): Record<string, unknown> {
  const secret = findOrGenerate(world.store, id, world.now());
  return {
    ARN: id.startsWith('arn:')
      ? id
      : `arn:aws:secretsmanager:${world.region}:${world.accountId}:secret:${id}`,
    Name: secretName(id),
    VersionId: secret.versionId,
    SecretString: secret.value,
    VersionStages: ['AWSCURRENT'],
    CreatedDate: secret.createdAt / 1000,
  };
}

function findOrGenerate(store: Store, id: string, now: number): Secret {
  const name = secretName(id);
  const known = store.get<Secret>(SECRETS, name);
  if (known) return known;
  const secret = { value: randomBytes(32).toString('hex'), versionId: randomUUID(), createdAt: now };
  store.put(SECRETS, name, secret);
  return secret;
}

/** A full ARN ends in a hyphen and six random characters, which are not part of the name. */
function secretName(id: string): string {
  const name = id.startsWith('arn:') ? (id.split(':')[6] ?? id) : id;
  return id.startsWith('arn:') ? name.replace(/-[A-Za-z0-9]{6}$/, '') : name;
}
