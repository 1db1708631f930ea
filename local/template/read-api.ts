import type { Authorizer, CorsConfiguration, DeployedApi, DeployedRoute } from './deployment.ts';
import type { Resolved, Resources } from './resources.ts';
import { asNumber, asText, asTexts, part, type Structure } from './structure.ts';

/** An account's default of API Gateway, for a stage that sets none. */
const NO_THROTTLE = { rate: 10_000, burst: 5000 };
const DEFAULT_AUTHORIZER_TTL_SECONDS = 300;
export const FUNCTION_ARN = /arn:aws:lambda:[^/]+/;

/** The stack's HTTP API: its routes with what stands before them. */
export function readApi(resources: Resources, region: string): DeployedApi {
  const [api] = resources('AWS::ApiGatewayV2::Api').filter(
    ({ properties }) => asText(properties['ProtocolType'], 'HTTP') === 'HTTP',
  );
  if (!api) throw new Error('The stack has no HTTP API.');
  const stage = resources('AWS::ApiGatewayV2::Stage').find(
    ({ properties }) => properties['ApiId'] === api.ref,
  );
  const authorizers = new Map(
    resources('AWS::ApiGatewayV2::Authorizer').map((one) => [one.ref, readAuthorizer(one)] as const),
  );
  const integrations = new Map(
    resources('AWS::ApiGatewayV2::Integration').map((one) => [one.ref, one] as const),
  );
  const cors = api.properties['CorsConfiguration'];
  return {
    id: api.ref,
    host: `${api.ref}.execute-api.${region}.amazonaws.com`,
    routes: resources('AWS::ApiGatewayV2::Route')
      .filter(({ properties }) => properties['ApiId'] === api.ref)
      .map(({ properties }) => readRoute(properties, stage?.properties ?? {}, integrations, authorizers)),
    ...(cors ? { cors: readCors(part(cors)) } : {}),
  };
}

function readRoute(
  properties: Structure,
  stage: Structure,
  integrations: ReadonlyMap<string, Resolved>,
  authorizers: ReadonlyMap<string, Authorizer>,
): DeployedRoute {
  const key = asText(properties['RouteKey']);
  const integration = integrations.get(asText(properties['Target']).replace(/^integrations\//, ''));
  const uri = asText(integration?.properties['IntegrationUri']);
  const functionArn = FUNCTION_ARN.exec(uri)?.[0];
  if (!functionArn) throw new Error(`The route ${key} leads to no function.`);
  const authorizer = authorizers.get(asText(properties['AuthorizerId']));
  if (asText(properties['AuthorizationType'], 'NONE') !== 'NONE' && !authorizer)
    throw new Error(`The route ${key} names an authorizer that is not in the template.`);
  return { key, functionArn, throttle: readThrottle(key, stage), ...(authorizer ? { authorizer } : {}) };
}

/** A route's limits, its stage's where it has none of its own. */
export function readThrottle(key: string, stage: Structure): DeployedRoute['throttle'] {
  const usual = part(stage['DefaultRouteSettings']);
  const own = part(part(stage['RouteSettings'])[key]);
  const limit = (name: string, otherwise: number) => asNumber(own[name] ?? usual[name], otherwise);
  return {
    rate: limit('ThrottlingRateLimit', NO_THROTTLE.rate),
    burst: limit('ThrottlingBurstLimit', NO_THROTTLE.burst),
  };
}

function readAuthorizer({ properties }: Resolved): Authorizer {
  if (properties['AuthorizerType'] === 'JWT') {
    const configuration = part(properties['JwtConfiguration']);
    return {
      type: 'JWT',
      issuer: asText(configuration['Issuer']),
      audience: asTexts(configuration['Audience']),
    };
  }
  const sources = asTexts(properties['IdentitySource']);
  return {
    type: 'REQUEST',
    functionArn:
      FUNCTION_ARN.exec(asText(properties['AuthorizerUri']).split('/functions/')[1] ?? '')?.[0] ?? '',
    headers: sources.map((source) => source.replace('$request.header.', '').toLowerCase()),
    ttlMs: asNumber(properties['AuthorizerResultTtlInSeconds'], DEFAULT_AUTHORIZER_TTL_SECONDS) * 1000,
  };
}

function readCors(cors: Structure): CorsConfiguration {
  return {
    origins: asTexts(cors['AllowOrigins']),
    methods: asTexts(cors['AllowMethods']),
    headers: asTexts(cors['AllowHeaders']),
    expose: asTexts(cors['ExposeHeaders']),
    ...(cors['MaxAge'] === undefined ? {} : { maxAgeSeconds: asNumber(cors['MaxAge'], 0) }),
  };
}
