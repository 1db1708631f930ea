import { subscriptions } from '../../functions/subscriptions.ts';
import type { BillLine, Usage } from './bill.ts';
import { EDGE, GIGABYTE_SECOND, LOG_GIGABYTE, pricesOf } from './prices.ts';

const FUNCTION_GIGABYTES = 0.25;
/** A millisecond of CPU, as POST /positions takes here, at the seventh of a core that 256 MB buy. */
const INVOCATION_SECONDS = 0.007;
/** A call to an AWS service in the same region, answered. */
const CALL_SECONDS = 0.008;
/** The en-route text waits for its arrival time, this long at most. */
const WAITED_SECONDS = 5;
/** One line of the gateway's access log; a function that works logs nothing but what it measures. */
const LOGGED_BYTES = 250;
/** Two messages, an arrival, its delay, two errors of the arrival time: a line of some 330 bytes each. */
const MEASURED_BYTES = 6 * 330;
const GIGA = 1e9;

/**
 * What a bill has beside the calls the local stack counts, estimated: Lambda's time, CloudFront and its web ACL,
 * queue, logs. What costs the same whatever is done (the ACL itself, alarms, metrics, secrets) is not a visit's.
 */
export function unseenLines(usage: Usage, bytes: number): BillLine[] {
  const requests = callsOf(usage, 'httpapi');
  const invocations = callsOf(usage, 'lambda');
  const awsCalls = Object.keys(usage)
    .filter((service) => !['httpapi', 'lambda', 'websocket'].includes(service))
    .reduce((sum, service) => sum + callsOf(usage, service), 0);
  const seconds = invocations * INVOCATION_SECONDS + awsCalls * CALL_SECONDS + WAITED_SECONDS;
  const logged = requests * LOGGED_BYTES + MEASURED_BYTES;
  const queued = 3 * queuedEvents(usage);
  return [
    line(
      'lambda',
      'time',
      `${seconds.toFixed(1)} s of 256 MB, estimated`,
      seconds * FUNCTION_GIGABYTES * GIGABYTE_SECOND,
    ),
    line('cloudfront', 'requests', `${requests} requests`, requests * EDGE.request),
    line(
      'cloudfront',
      'transfer',
      `${Math.round(bytes / 1000)} KB, uncompressed`,
      (bytes / GIGA) * EDGE.gigabyte,
    ),
    line('waf', 'requests', `${requests} requests`, requests * EDGE.inspected),
    line('sqs', 'messages', `${queued} requests (send, receive, delete)`, queued * priceOf('sqs', '*')),
    line('logs', 'ingestion', `${Math.round(logged / 1000)} KB, estimated`, (logged / GIGA) * LOG_GIGABYTE),
  ];
}

const line = (service: string, operation: string, quantity: string, dollars: number): BillLine => ({
  service,
  operation,
  quantity,
  dollars,
});

const priceOf = (service: string, operation: string): number =>
  pricesOf(service, operation)?.[0]?.dollars ?? 0;

const callsOf = (usage: Usage, service: string): number =>
  Object.values(usage[service] ?? {}).reduce((sum, { calls }) => sum + calls, 0);

/** Every event that waits in a queue of its function's own is one invocation of it; the stack's name stands before. */
const queuedEvents = (usage: Usage): number =>
  Object.entries(usage['lambda'] ?? {})
    .filter(([name]) => QUEUED.some((queued) => name.endsWith(`-${queued}`)))
    .reduce((sum, [, { calls }]) => sum + calls, 0);

const QUEUED = Object.entries(subscriptions)
  .filter(([, one]) => 'queue' in one && one.queue !== undefined)
  .map(([name]) => name);
