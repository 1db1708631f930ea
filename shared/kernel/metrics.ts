import { METRICS, type MetricName, NAMESPACE } from './metric-table.ts';

type Dimensions<N extends MetricName> = {
  readonly [D in keyof (typeof METRICS)[N]['dimensions']]: (typeof METRICS)[N]['dimensions'][D] extends readonly (infer V)[]
    ? V
    : never;
};

let requestId: string | undefined;

/** From here on what is measured is part of this invocation; a function has one at a time. */
export function measureFor(invocation: { readonly awsRequestId?: string } | undefined): void {
  requestId = invocation?.awsRequestId;
}

/**
 * Measures something, in the unit the table says. CloudWatch reads it out of the log (embedded metric format), so it
 * costs no call and is there even when the function fails right after.
 * @param value 1 for what is counted
 */
export function measure<N extends MetricName>(name: N, dimensions: Dimensions<N>, value = 1): void {
  const { unit, by } = METRICS[name];
  const line = {
    _aws: {
      Timestamp: Date.now(),
      CloudWatchMetrics: [{ Namespace: NAMESPACE, Dimensions: by, Metrics: [{ Name: name, Unit: unit }] }],
    },
    requestId,
    ...dimensions,
    [name]: value,
  };
  // Not by the console: the runtime would wrap it, and CloudWatch looks for `_aws` at the top alone.
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
