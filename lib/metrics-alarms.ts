import { Duration } from 'aws-cdk-lib';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { Alarms } from './alarms.ts';
import { ownMetric } from './own-metrics.ts';

/** Fewer arrivals in this time say nothing about how they are settled. */
const ENOUGH_ARRIVALS = 3;
const ARRIVALS_OVER = Duration.hours(3);
const MOST_WAITING_PERCENT = 25;

/** Fewer tries in this time say nothing about us: a receiver may be down. */
const ENOUGH_TRIES = 50;
const TRIES_OVER = Duration.minutes(30);

const FIVE_MINUTES = Duration.minutes(5);

/** What our own measures say should wake somebody, though nothing has failed that AWS would count. */
export function watchOwnMetrics(alarms: Alarms): void {
  alarms.whenAbove(0, {
    name: 'TextsFailed',
    metric: ownMetric('Messages', { by: { Outcome: 'failed' }, period: FIVE_MINUTES }),
    noticed: 'a customer did not get a text, and will not get it by itself.',
    runbook: 'failed-texts',
  });
  alarms.whenAbove(0, {
    name: 'TextsUnknown',
    metric: ownMetric('Messages', { by: { Outcome: 'unknown' }, period: FIVE_MINUTES }),
    noticed: 'perhaps a customer did not get a text; nobody can tell, so it is not sent again.',
    runbook: 'unknown-texts',
  });
  alarms.whenAbove(MOST_WAITING_PERCENT, {
    name: 'ArrivalsByWaiting',
    metric: new MathExpression({
      expression: `IF(arrivals >= ${ENOUGH_ARRIVALS}, 100 * FILL(waited, 0) / arrivals, 0)`,
      usingMetrics: {
        arrivals: ownMetric('Arrivals', { period: ARRIVALS_OVER }),
        waited: ownMetric('Arrivals', { by: { Evidence: 'waited' }, period: ARRIVALS_OVER }),
      },
      label: 'Arrivals settled by waiting, percent',
      period: ARRIVALS_OVER,
    }),
    noticed: 'the message that the technician has arrived comes half a minute late.',
    runbook: 'arrivals-by-waiting',
  });
  alarms.whenAbove(0, {
    name: 'WebhooksFail',
    metric: new MathExpression({
      expression: `IF(retried >= ${ENOUGH_TRIES} AND FILL(delivered, 0) == 0, retried, 0)`,
      usingMetrics: {
        retried: ownMetric('Webhooks', { by: { Outcome: 'retried' }, period: TRIES_OVER }),
        delivered: ownMetric('Webhooks', { by: { Outcome: 'delivered' }, period: TRIES_OVER }),
      },
      label: 'Tries that failed while none succeeded',
      period: TRIES_OVER,
    }),
    noticed: 'nothing; no system of any company is told of anything.',
    runbook: 'webhooks-fail',
  });
  alarms.whenAbove(0, {
    name: 'FactsRefused',
    metric: ownMetric('FactsRefused', { period: FIVE_MINUTES }),
    noticed: 'one visit gets no text, or its arrival is not noticed; its link shows the right status.',
    runbook: 'facts-refused',
  });
}
