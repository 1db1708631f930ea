import { Duration } from 'aws-cdk-lib';
import type { CfnApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { subscriptions } from '../functions/subscriptions.ts';
import type { Alarms } from './alarms.ts';
import { type Doors, pascal } from './doors.ts';
import { noticedWhenParked } from './noticed.ts';

interface HealthProps {
  readonly alarms: Alarms;
  readonly doors: Doors;
  readonly api: CfnApi;
  readonly sockets: CfnApi;
}

const FIVE_MINUTES = Duration.minutes(5);

/**
 * What is watched besides queues and streams. A door of the API that fails shows as a 5xx there, so only the
 * functions nobody waits for are watched one by one.
 */
export class Health extends Construct {
  constructor(scope: Construct, id: string, { alarms, doors, api, sockets }: HealthProps) {
    super(scope, id);
    alarms.whenAbove(5, {
      name: 'ServerErrors',
      metric: new Metric({
        namespace: 'AWS/ApiGateway',
        metricName: '5xx',
        dimensionsMap: { ApiId: api.ref },
        statistic: 'Sum',
        period: FIVE_MINUTES,
      }),
      noticed: 'links, the office or the phones get "something broke on our side".',
      runbook: 'server-errors',
    });
    alarms.whenAbove(5, {
      name: 'SocketErrors',
      metric: new Metric({
        namespace: 'AWS/ApiGateway',
        metricName: 'IntegrationError',
        dimensionsMap: { ApiId: sockets.ref },
        statistic: 'Sum',
        period: FIVE_MINUTES,
      }),
      noticed: 'open pages fall back to asking every ten seconds.',
      runbook: 'socket-errors',
    });
    alarms.whenAbove(0, {
      name: 'Throttles',
      metric: new Metric({
        namespace: 'AWS/Lambda',
        metricName: 'Throttles',
        statistic: 'Sum',
        period: FIVE_MINUTES,
      }),
      periods: 2,
      noticed: 'everything is slow, and some requests fail.',
      runbook: 'throttles',
    });
    for (const [name, { from, door }] of Object.entries(subscriptions)) {
      if (from === 'operator') continue;
      alarms.whenAbove(2, {
        name: `${pascal(name)}Errors`,
        metric: doors.behind(door).metricErrors({ period: FIVE_MINUTES }),
        noticed: `if it goes on, ${noticedWhenParked(name)}`,
        runbook: 'function-errors',
      });
    }
  }
}
