import { randomBytes, randomUUID } from 'node:crypto';
import type { AwsRequest, Emulator, Store, World } from './emulator.ts';
import { AwsError } from './emulator.ts';
import { readText } from './read-input.ts';

interface Secret {
  readonly value: string;
  readonly versionId: string;
  readonly createdAt: number;
}

const SECRETS = 'secrets';
const JSON_1_1 = 'application/x-amz-json-1.1';

/** AWS Secrets Manager: every secret exists, and is generated the first time somebody asks for it. */
export function createSecretsManager(world: World): Emulator {
  return {
    service: 'secretsmanager',
    signingNames: ['secretsmanager'],
    parse: (request) => ({ operation: operationOf(request), input: parseBody(request) }),
    handle(call) {
      if (call.operation !== 'GetSecretValue')
        throw new AwsError(400, 'UnknownOperationException', call.operation);
      const id = readText(call.input, 'SecretId');
      return {
        status: 200,
        headers: { 'content-type': JSON_1_1 },
        body: JSON.stringify(describe(world, id)),
      };
    },
    refuse: (error) => ({
      status: error.status,
      headers: { 'content-type': JSON_1_1, 'x-amzn-errortype': error.code },
      body: JSON.stringify({ __type: error.code, message: error.message }),
    }),
  };
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

function operationOf(request: AwsRequest): string {
  return request.headers['x-amz-target']?.split('.')[1] ?? '';
}

function parseBody(request: AwsRequest): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(request.body.toString('utf8'));
    return value !== null && typeof value === 'object' ? { ...value } : {};
  } catch {
    throw new AwsError(400, 'SerializationException', 'The body is not JSON.');
  }
}
