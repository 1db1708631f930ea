import type { DeployedSockets } from './deployment.ts';
import { FUNCTION_ARN, readThrottle } from './read-api.ts';
import type { Resources } from './resources.ts';
import { asText, part, parts } from './structure.ts';

/** The stack's WebSocket API, and under which paths of the distribution it is found. */
export function readSockets(resources: Resources, region: string): DeployedSockets | undefined {
  const api = resources('AWS::ApiGatewayV2::Api').find(
    ({ properties }) => properties['ProtocolType'] === 'WEBSOCKET',
  );
  if (!api) return undefined;
  const ours = (type: string) => resources(type).filter(({ properties }) => properties['ApiId'] === api.ref);
  const stage = ours('AWS::ApiGatewayV2::Stage')[0]?.properties ?? {};
  const functionBehind = (type: string, ref: string, property: string): string | undefined => {
    const uri = ours(type).find((one) => one.ref === ref)?.properties[property];
    return FUNCTION_ARN.exec(asText(uri).split('/functions/')[1] ?? '')?.[0];
  };
  const routes = ours('AWS::ApiGatewayV2::Route').map(({ properties }) => {
    const key = asText(properties['RouteKey']);
    const target = asText(properties['Target']).replace(/^integrations\//, '');
    const functionArn = functionBehind('AWS::ApiGatewayV2::Integration', target, 'IntegrationUri');
    if (!functionArn) throw new Error(`The socket route ${key} leads to no function.`);
    const authorizer = asText(properties['AuthorizerId']);
    const authorizerArn = functionBehind('AWS::ApiGatewayV2::Authorizer', authorizer, 'AuthorizerUri');
    const throttle = readThrottle(key, stage);
    return [key, { functionArn, throttle, ...(authorizerArn ? { authorizerArn } : {}) }] as const;
  });
  const host = `${api.ref}.execute-api.${region}.amazonaws.com`;
  return {
    id: api.ref,
    host,
    stage: asText(stage['StageName']),
    selection: asText(api.properties['RouteSelectionExpression']),
    paths: pathsTo(resources, host),
    routes: Object.fromEntries(routes),
  };
}

function pathsTo(resources: Resources, host: string): string[] {
  return resources('AWS::CloudFront::Distribution').flatMap(({ properties }) => {
    const distribution = part(properties['DistributionConfig']);
    const origins = parts(distribution['Origins']).filter((origin) => origin['DomainName'] === host);
    return parts(distribution['CacheBehaviors'])
      .filter((behavior) => origins.some(({ Id }) => Id === behavior['TargetOriginId']))
      .map((behavior) => asText(behavior['PathPattern']));
  });
}
