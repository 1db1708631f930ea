import { type CfnResource, Stack } from 'aws-cdk-lib';
import { type CfnApi, CfnAuthorizer, CfnIntegration, CfnRoute, CfnStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { gate } from '../functions/gate.ts';
import { socketRoutes } from '../functions/routes.ts';
import type { HouseFunction } from './constructs/house-function.ts';
import type { Doors } from './doors.ts';
import { LIVE_STAGE } from './live-api.ts';

interface LiveProps {
  readonly api: CfnApi;
  readonly doors: Doors;
}

/**
 * The WebSocket API: every route of socketRoutes, nothing else. It keeps no access log: unlike an HTTP API, it would
 * write one by a role that is set once for a whole account and region, which is not ours to set.
 */
export class Live extends Construct {
  readonly #api: CfnApi;

  constructor(scope: Construct, id: string, { api, doors }: LiveProps) {
    super(scope, id);
    this.#api = api;
    const target = this.integration(doors.named(socketRoutes.$default.group));
    const authorizerId = this.gate(doors.behind(gate.door)).ref;
    const made = Object.keys(socketRoutes).map(
      (routeKey) =>
        new CfnRoute(this, routeKey, {
          apiId: api.ref,
          routeKey,
          target,
          // A socket is authorized when it opens; API Gateway takes no authorizer on any other route.
          ...(routeKey === '$connect'
            ? { authorizationType: 'CUSTOM', authorizerId }
            : { authorizationType: 'NONE' }),
        }),
    );
    this.stage(made);
  }

  /** Refuses whoever comes round the distribution, or from a page that is not ours, before there is a socket. */
  private gate(asked: HouseFunction): CfnAuthorizer {
    return new CfnAuthorizer(this, 'Gate', {
      apiId: this.#api.ref,
      name: 'gate',
      authorizerType: 'REQUEST',
      authorizerUri: this.callable(asked),
    });
  }

  private integration(target: HouseFunction): string {
    const made = new CfnIntegration(this, 'ToSockets', {
      apiId: this.#api.ref,
      integrationType: 'AWS_PROXY',
      integrationUri: this.callable(target),
    });
    return `integrations/${made.ref}`;
  }

  /** Where this API, and nobody else's, calls a function. */
  private callable(target: HouseFunction): string {
    const { partition, region, account } = Stack.of(this);
    target.addPermission('Live', {
      principal: new ServicePrincipal('apigateway.amazonaws.com'),
      sourceArn: `arn:${partition}:execute-api:${region}:${account}:${this.#api.ref}/*`,
    });
    return `arn:${partition}:apigateway:${region}:lambda:path/2015-03-31/functions/${target.functionArn}/invocations`;
  }

  private stage(made: readonly CfnResource[]): void {
    const stage = new CfnStage(this, 'Stage', {
      apiId: this.#api.ref,
      stageName: LIVE_STAGE,
      autoDeploy: true,
      defaultRouteSettings: { throttlingRateLimit: 10, throttlingBurstLimit: 20 },
      routeSettings: Object.fromEntries(
        Object.entries(socketRoutes).map(([key, { throttle }]) => [
          key,
          { ThrottlingRateLimit: throttle.rate, ThrottlingBurstLimit: throttle.burst },
        ]),
      ),
    });
    // Settings for a route that is not there yet are refused.
    for (const route of made) stage.addResourceDependency(route);
  }
}
