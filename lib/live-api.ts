import { Stack } from 'aws-cdk-lib';
import { CfnApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Construct } from 'constructs';

/** Where sockets are, from outside and from within. */
export interface LiveAddresses {
  /** Where pages listen: behind the same distribution as the links. */
  readonly url: string;
  /** Where functions send to sockets. */
  readonly endpoint: string;
  /** The ARN of sending to, or closing, the sockets of this API and stage alone. */
  readonly connections: (method: 'POST' | 'DELETE') => string;
}

/** The stage is the path as well, so that the distribution hands requests on as they come. */
export const LIVE_STAGE = 'live';

/** The WebSocket API itself, made before the functions so that they can be told where it is. */
export class LiveApi extends Construct {
  readonly api: CfnApi;
  readonly addresses: LiveAddresses;

  constructor(scope: Construct, id: string, domainName: string) {
    super(scope, id);
    const { stackName, partition, region, account, urlSuffix } = Stack.of(this);
    this.api = new CfnApi(this, 'WebSocket', {
      name: `${stackName}-live`,
      protocolType: 'WEBSOCKET',
      // What a page said is the door's to read: one route for all of it.
      routeSelectionExpression: '$request.body.type',
    });
    const arn = `arn:${partition}:execute-api:${region}:${account}:${this.api.ref}/${LIVE_STAGE}`;
    this.addresses = {
      url: `wss://${domainName}/${LIVE_STAGE}`,
      endpoint: `https://${this.api.ref}.execute-api.${region}.${urlSuffix}/${LIVE_STAGE}`,
      connections: (method) => `${arn}/${method}/@connections/*`,
    };
  }
}
