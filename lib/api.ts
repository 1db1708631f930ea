import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnApi, CfnAuthorizer, CfnIntegration, CfnRoute, CfnStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { gate } from '../functions/gate.ts';
import { lambdaOf } from '../functions/lambdas.ts';
import { type Route, routes } from '../functions/routes.ts';
import type { HouseFunction } from './constructs/house-function.ts';
import { type Doors, pascal } from './doors.ts';
import type { Identity } from './identity.ts';

interface ApiProps {
  readonly doors: Doors;
  readonly identity: Identity;
  /** Other web origins that may call the API from a browser. */
  readonly allowedOrigins: readonly string[];
}

/** What the access log keeps. Never a path, a query or an address: the path of a public link is its key. */
const ACCESS_LOG = {
  requestId: '$context.requestId',
  time: '$context.requestTimeEpoch',
  route: '$context.routeKey',
  status: '$context.status',
  latencyMs: '$context.responseLatency',
  integrationStatus: '$context.integration.status',
  error: '$context.error.responseType',
};

/** The HTTP API: every route of functions/routes.ts, nothing else. */
export class Api extends Construct {
  readonly api: CfnApi;
  readonly #integrations = new Map<string, CfnIntegration>();
  readonly #team: CfnAuthorizer;
  readonly #gate: CfnAuthorizer;
  readonly #doors: Doors;

  constructor(scope: Construct, id: string, { doors, identity, allowedOrigins }: ApiProps) {
    super(scope, id);
    this.#doors = doors;
    this.api = new CfnApi(this, 'Http', {
      name: Stack.of(this).stackName,
      protocolType: 'HTTP',
      ...(allowedOrigins.length > 0 ? { corsConfiguration: corsFor(allowedOrigins) } : {}),
    });
    this.#team = this.teamOnly(identity);
    this.#gate = this.throughTheDistribution();
    const made = Object.entries(routes).map(([key, route]) => this.route(key, route));
    this.stage(made);
  }

  private teamOnly({ pool, client }: Identity): CfnAuthorizer {
    return new CfnAuthorizer(this, 'Team', {
      apiId: this.api.ref,
      name: 'team',
      authorizerType: 'JWT',
      identitySource: ['$request.header.Authorization'],
      jwtConfiguration: { issuer: pool.userPoolProviderUrl, audience: [client.userPoolClientId] },
    });
  }

  /**
   * Refuses at the gateway whoever comes round the distribution. All who come through it show the same secret, so
   * the answer is remembered for all of them: one call an hour.
   */
  private throughTheDistribution(): CfnAuthorizer {
    const { partition, region } = Stack.of(this);
    const { functionArn } = this.reachable(lambdaOf(gate.door));
    return new CfnAuthorizer(this, 'Gate', {
      apiId: this.api.ref,
      name: 'gate',
      authorizerType: 'REQUEST',
      authorizerPayloadFormatVersion: '2.0',
      enableSimpleResponses: true,
      identitySource: [`$request.header.${gate.header}`],
      authorizerResultTtlInSeconds: 3600,
      authorizerUri: `arn:${partition}:apigateway:${region}:lambda:path/2015-03-31/functions/${functionArn}/invocations`,
    });
  }

  private route(routeKey: string, { group, access }: Route): CfnRoute {
    const staff = access === 'staff';
    return new CfnRoute(this, routeKey, {
      apiId: this.api.ref,
      routeKey,
      target: `integrations/${this.integration(group).ref}`,
      authorizationType: staff ? 'JWT' : 'CUSTOM',
      authorizerId: staff ? this.#team.ref : this.#gate.ref,
    });
  }

  /** One for all routes that the same function answers. */
  private integration(group: string): CfnIntegration {
    const known = this.#integrations.get(group);
    if (known) return known;
    const made = new CfnIntegration(this, `To${pascal(group)}`, {
      apiId: this.api.ref,
      integrationType: 'AWS_PROXY',
      integrationUri: this.reachable(group).functionArn,
      payloadFormatVersion: '2.0',
    });
    this.#integrations.set(group, made);
    return made;
  }

  /** A function this API, and nobody else's, may call. */
  private reachable(name: string): HouseFunction {
    const found = this.#doors.named(name);
    const { partition, region, account } = Stack.of(this);
    found.addPermission('Api', {
      principal: new ServicePrincipal('apigateway.amazonaws.com'),
      sourceArn: `arn:${partition}:execute-api:${region}:${account}:${this.api.ref}/*`,
    });
    return found;
  }

  private stage(made: readonly CfnRoute[]): void {
    const log = new LogGroup(this, 'AccessLog', {
      // This prefix keeps the account's one resource policy for log delivery from growing with every API.
      logGroupName: `/aws/vendedlogs/${Stack.of(this).stackName}/access`,
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const stage = new CfnStage(this, 'Stage', {
      apiId: this.api.ref,
      stageName: '$default',
      autoDeploy: true,
      accessLogSettings: { destinationArn: log.logGroupArn, format: JSON.stringify(ACCESS_LOG) },
      // Only for what has no setting of its own, which is nothing.
      defaultRouteSettings: { throttlingRateLimit: 10, throttlingBurstLimit: 20 },
      routeSettings: throttles(),
    });
    // Settings for a route that is not there yet are refused.
    for (const route of made) stage.addResourceDependency(route);
  }
}

const throttles = () =>
  Object.fromEntries(
    Object.entries(routes).map(([key, { throttle }]) => [
      key,
      { ThrottlingRateLimit: throttle.rate, ThrottlingBurstLimit: throttle.burst },
    ]),
  );

const corsFor = (allowedOrigins: readonly string[]) => ({
  allowOrigins: [...allowedOrigins],
  allowMethods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
  allowHeaders: ['authorization', 'content-type', 'idempotency-key', 'if-match', 'if-none-match'],
  exposeHeaders: ['etag'],
  maxAge: 600,
});
