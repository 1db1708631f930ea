import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { AwsError, type Store, type World } from './emulator.ts';
import { operation } from './operation.ts';
import { QueryMap } from './query-protocol.ts';

const PLATFORMS = ['APNS', 'APNS_SANDBOX', 'GCM'] as const;
type Platform = (typeof PLATFORMS)[number];

/** The credentials an account has for one app's push service, as far as they matter: they are good, or not. */
export const PLATFORM_APPLICATION_ROW = z.object({ enabled: z.boolean() });
const APPLICATIONS = 'platform-applications';

/** A device as the push service knows it, under its ARN. */
export const PUSH_ENDPOINT_ROW = z.object({ token: z.string(), enabled: z.boolean(), userData: z.string() });
type PushEndpoint = Readonly<z.output<typeof PUSH_ENDPOINT_ROW>>;
/** The collection they are in. */
export const PUSH_ENDPOINTS = 'push-endpoints';

const MAX_TOKEN_BYTES = 8192;
const MAX_USER_DATA_BYTES = 2048;
/** What Apple hands out is hexadecimal; nothing longer than this is taken for it. */
const APPLE_TOKEN = /^[0-9a-fA-F]{1,400}$/;

const ATTRIBUTES = z.record(z.string(), z.string());

/** The apps every local stack has credentials for. */
export const localApplication = ({ region, accountId }: Pick<World, 'region' | 'accountId'>, of: Platform) =>
  `arn:aws:sns:${region}:${accountId}:app/${of}/service-tracker`;

/** Lets an app have credentials, good ones or not. */
export const declarePlatformApplication = (store: Store, arn: string, enabled = true): void =>
  store.put(APPLICATIONS, arn, { enabled });

/** A push service reports that nobody has this token any more, so that SNS stops asking it. */
export function disableEndpoint({ store }: World, token: string): void {
  for (const { key, value } of store.list<PushEndpoint>(PUSH_ENDPOINTS)) {
    if (value.token === token) store.put(PUSH_ENDPOINTS, key, { ...value, enabled: false });
  }
}

/** The part of SNS that knows apps and the devices they are installed on. */
export const endpointOperations = (world: World) => ({
  GetPlatformApplicationAttributes: operation(
    z.strictObject({ PlatformApplicationArn: z.string() }),
    ({ PlatformApplicationArn: arn }) => ({
      Attributes: new QueryMap({ Enabled: String(applicationOf(world, arn).enabled) }),
    }),
  ),
  CreatePlatformEndpoint: operation(
    z.strictObject({
      PlatformApplicationArn: z.string(),
      Token: z.string(),
      CustomUserData: z.optional(z.string()),
      Attributes: z._default(ATTRIBUTES, {}),
    }),
    ({ PlatformApplicationArn, Token, CustomUserData = '', Attributes }) => {
      applicationOf(world, PlatformApplicationArn);
      const wanted = changed({ token: Token, enabled: true, userData: CustomUserData }, Attributes);
      return { EndpointArn: create(world, PlatformApplicationArn, wanted) };
    },
  ),
  GetEndpointAttributes: operation(z.strictObject({ EndpointArn: z.string() }), ({ EndpointArn }) => {
    const { token, enabled, userData } = endpointOf(world, EndpointArn);
    return {
      Attributes: new QueryMap({
        Enabled: String(enabled),
        Token: token,
        ...(userData !== '' && { CustomUserData: userData }),
      }),
    };
  }),
  SetEndpointAttributes: operation(
    z.strictObject({ EndpointArn: z.string(), Attributes: ATTRIBUTES }),
    ({ EndpointArn, Attributes }) => {
      const wanted = changed(endpointOf(world, EndpointArn), Attributes);
      checkToken(platformOf(EndpointArn), wanted.token);
      world.store.put(PUSH_ENDPOINTS, EndpointArn, wanted);
      return {};
    },
  ),
  DeleteEndpoint: operation(z.strictObject({ EndpointArn: z.string() }), ({ EndpointArn }) => {
    checkArn('EndpointArn', EndpointArn);
    world.store.delete(PUSH_ENDPOINTS, EndpointArn);
    return {};
  }),
});

/**
 * The endpoint a message is for, which must take messages.
 * @throws AwsError InvalidParameter, EndpointDisabled, PlatformApplicationDisabled
 */
export function endpointForMessage(world: World, arn: string): { platform: Platform; token: string } {
  const found = world.store.get<PushEndpoint>(PUSH_ENDPOINTS, arn);
  if (!found) throw invalid('TargetArn Reason: No endpoint found for the target arn specified');
  if (!applicationOf(world, applicationArnOf(arn)).enabled) {
    throw new AwsError(400, 'PlatformApplicationDisabled', 'Platform application is disabled');
  }
  if (!found.enabled) throw new AwsError(400, 'EndpointDisabled', 'Endpoint is disabled');
  return { platform: platformOf(arn), token: found.token };
}

/** The same token with the same attributes is the same endpoint; with others it is refused, by the endpoint's name. */
function create({ store }: World, application: string, wanted: PushEndpoint): string {
  checkToken(platformOf(application), wanted.token);
  const endpoints = application.replace(':app/', ':endpoint/');
  const known = store
    .list<PushEndpoint>(PUSH_ENDPOINTS, `${endpoints}/`)
    .find(({ value }) => value.token === wanted.token);
  if (!known) {
    const arn = `${endpoints}/${randomUUID()}`;
    store.put(PUSH_ENDPOINTS, arn, wanted);
    return arn;
  }
  const { enabled, userData } = known.value;
  if (enabled === wanted.enabled && userData === wanted.userData) return known.key;
  throw invalid(
    `Token Reason: Endpoint ${known.key} already exists with the same Token, but different attributes.`,
  );
}

function changed(was: PushEndpoint, attributes: Readonly<Record<string, string>>): PushEndpoint {
  const { Enabled, Token, CustomUserData, ...unknown } = attributes;
  const [name] = Object.keys(unknown);
  if (name !== undefined) throw invalid(`Attributes Reason: Invalid attribute name: ${name}`);
  if (Enabled !== undefined && !/^(true|false)$/i.test(Enabled)) {
    throw invalid('Attributes Reason: Invalid value for attribute: Enabled');
  }
  if (bytesOf(CustomUserData ?? was.userData) > MAX_USER_DATA_BYTES) {
    throw invalid(
      `CustomUserData Reason: must be at most ${MAX_USER_DATA_BYTES} bytes long in UTF-8 encoding`,
    );
  }
  return {
    token: Token ?? was.token,
    enabled: Enabled === undefined ? was.enabled : Enabled.toLowerCase() === 'true',
    userData: CustomUserData ?? was.userData,
  };
}

function checkToken(platform: Platform, token: string): void {
  if (token === '') throw invalid('Token Reason: cannot be empty');
  if (bytesOf(token) > MAX_TOKEN_BYTES) {
    throw invalid(`Token Reason: must be at most ${MAX_TOKEN_BYTES} bytes long in UTF-8 encoding`);
  }
  if (platform !== 'GCM' && !APPLE_TOKEN.test(token)) {
    throw invalid('Token Reason: iOS device tokens must be no more than 400 hexadecimal characters');
  }
}

function applicationOf(world: World, arn: string): z.output<typeof PLATFORM_APPLICATION_ROW> {
  checkArn('PlatformApplicationArn', arn);
  const own = PLATFORMS.some((platform) => arn === localApplication(world, platform));
  const found = world.store.get<{ enabled: boolean }>(APPLICATIONS, arn) ?? (own && { enabled: true });
  if (!found) throw new AwsError(404, 'NotFound', 'PlatformApplication does not exist');
  return found;
}

function endpointOf({ store }: World, arn: string): PushEndpoint {
  checkArn('EndpointArn', arn);
  const found = store.get<PushEndpoint>(PUSH_ENDPOINTS, arn);
  if (!found) throw new AwsError(404, 'NotFound', 'Endpoint does not exist');
  return found;
}

function checkArn(name: string, arn: string): void {
  const elements = arn.split(':').length;
  if (elements < 6) throw invalid(`${name} Reason: An ARN must have at least 6 elements, not ${elements}`);
}

const platformOf = (arn: string): Platform =>
  PLATFORMS.find((platform) => arn.split('/')[1] === platform) ?? 'GCM';

const applicationArnOf = (endpoint: string): string =>
  endpoint.replace(':endpoint/', ':app/').replace(/\/[^/]*$/, '');

const bytesOf = (text: string) => Buffer.byteLength(text);
const invalid = (detail: string) => new AwsError(400, 'InvalidParameter', `Invalid parameter: ${detail}`);
