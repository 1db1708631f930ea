import { type CfnResource, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnAccount } from 'aws-cdk-lib/aws-apigateway';
import { type CfnApi, CfnAuthorizer, CfnIntegration, CfnRoute, CfnStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { socketRoutes } from '../functions/routes.ts';
import { nameOf } from './constructs/house-function.ts';
import { type Doors, pascal } from './doors.ts';
import { LIVE_STAGE } from './live-api.ts';

interface LiveProps {
  readonly api: CfnApi;
  readonly doors: Doors;
}

/** What the access log keeps. Never what a page said: its hello holds the key to the link. */
const ACCESS_LOG = {
  requestId: '$context.requestId',
  time: '$context.requestTimeEpoch',
  route: '$context.routeKey',
  event: '$context.eventType',
  status: '$context.status',
  integrationStatus: '$context.integrationStatus',
  error: '$context.error.responseType',
};

/** The WebSocket API: every route of socketRoutes, nothing else. */
export class Live extends Construct {
  readonly #props: LiveProps;

  constructor(scope: Construct, id: string, props: LiveProps) {
    super(scope, id);
    this.#props = props;
    const gate = this.throughTheDistribution();
    const made = Object.entries(socketRoutes).map(([key, { door }]) =>
      key === '$connect' ? this.guarded(key, door, gate) : this.onceConnected(key, door),
    );
    this.stage(made);
  }

  /** Refuses whoever comes round the distribution, before there is a socket. */
  private throughTheDistribution(): CfnAuthorizer {
    const { api, doors } = this.#props;
    return new CfnAuthorizer(this, 'Gate', {
      apiId: api.ref,
      name: 'gate',
      authorizerType: 'REQUEST',
      authorizerUri: this.invocationOf(doors, socketRoutes.$connect.door),
    });
  }

  private guarded(routeKey: string, door: string, gate: CfnAuthorizer): CfnRoute {
    return new CfnRoute(this, routeKey, {
      apiId: this.#props.api.ref,
      routeKey,
      target: this.integration(door),
      authorizationType: 'CUSTOM',
      authorizerId: gate.ref,
    });
  }

  /** A socket is authorized when it opens; API Gateway takes no authorizer on any other route. */
  private onceConnected(routeKey: string, door: string): CfnRoute {
    return new CfnRoute(this, routeKey, {
      apiId: this.#props.api.ref,
      routeKey,
      target: this.integration(door),
      authorizationType: 'NONE',
    });
  }

  private integration(door: string): string {
    const { api, doors } = this.#props;
    const { partition, region, account } = Stack.of(this);
    doors.behind(door).addPermission('Live', {
      principal: new ServicePrincipal('apigateway.amazonaws.com'),
      sourceArn: `arn:${partition}:execute-api:${region}:${account}:${api.ref}/*`,
    });
    const made = new CfnIntegration(this, `To${pascal(nameOf(door))}`, {
      apiId: api.ref,
      integrationType: 'AWS_PROXY',
      integrationUri: this.invocationOf(doors, door),
    });
    return `integrations/${made.ref}`;
  }

  private invocationOf(doors: Doors, door: string): string {
    const { partition, region } = Stack.of(this);
    const { functionArn } = doors.behind(door);
    return `arn:${partition}:apigateway:${region}:lambda:path/2015-03-31/functions/${functionArn}/invocations`;
  }

  private stage(made: readonly CfnResource[]): void {
    const log = new LogGroup(this, 'AccessLog', {
      logGroupName: `/aws/vendedlogs/${Stack.of(this).stackName}/live`,
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const stage = new CfnStage(this, 'Stage', {
      apiId: this.#props.api.ref,
      stageName: LIVE_STAGE,
      autoDeploy: true,
      accessLogSettings: { destinationArn: log.logGroupArn, format: JSON.stringify(ACCESS_LOG) },
      defaultRouteSettings: { throttlingRateLimit: 10, throttlingBurstLimit: 20, dataTraceEnabled: false },
      routeSettings: Object.fromEntries(
        Object.entries(socketRoutes).map(([key, { throttle }]) => [
          key,
          { ThrottlingRateLimit: throttle.rate, ThrottlingBurstLimit: throttle.burst },
        ]),
      ),
    });
    for (const route of made) stage.addResourceDependency(route);
    stage.addResourceDependency(this.logger(log));
  }

  /** Unlike an HTTP API, a WebSocket API logs by a role that is set once for the account and region. */
  private logger(log: LogGroup): CfnResource {
    const role = new Role(this, 'Logger', { assumedBy: new ServicePrincipal('apigateway.amazonaws.com') });
    role.addToPolicy(
      new PolicyStatement({
        actions: [
          'logs:CreateLogStream',
          'logs:DescribeLogStreams',
          'logs:PutLogEvents',
          'logs:GetLogEvents',
          'logs:FilterLogEvents',
        ],
        resources: [log.logGroupArn],
      }),
    );
    const account = new CfnAccount(this, 'Account', { cloudWatchRoleArn: role.roleArn });
    account.node.addDependency(role);
    // Others in the account may log by it as well.
    account.applyRemovalPolicy(RemovalPolicy.RETAIN);
    return account;
  }
}
