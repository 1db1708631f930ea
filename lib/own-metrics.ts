import type { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { METRICS, type MetricName, NAMESPACE } from '../shared/kernel/metric-table.ts';

interface Asked {
  /** One of the combinations the table says it can be asked for by; the metric as a whole unless told. */
  readonly by?: Readonly<Record<string, string>>;
  readonly statistic?: string;
  readonly period: Duration;
  readonly label?: string;
}

/**
 * A metric that our own code measures.
 * @throws Error when it is not measured like that
 */
export function ownMetric(
  metricName: MetricName,
  { by = {}, statistic = 'Sum', period, label }: Asked,
): Metric {
  const { dimensions, by: combinations } = METRICS[metricName];
  const known: Readonly<Record<string, readonly string[]>> = dimensions;
  const names = Object.keys(by).sort().join();
  const exists =
    combinations.some((combination) => [...combination].sort().join() === names) &&
    Object.entries(by).every(([name, value]) => known[name]?.includes(value));
  if (!exists) throw new Error(`${metricName} is not measured by ${JSON.stringify(by)}.`);
  return new Metric({
    namespace: NAMESPACE,
    metricName,
    dimensionsMap: { ...by },
    statistic,
    period,
    ...(label && { label }),
  });
}
