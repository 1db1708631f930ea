/** What AWS counts when it bills a call. */
export type BilledBy = 'calls' | 'items' | 'readUnits' | 'writeUnits';

export interface Price {
  readonly by: BilledBy;
  /** Dollars for one. US East, arm64, on demand, no free tier; November 2026. */
  readonly dollars: number;
}

const MILLION = 1_000_000;
const THOUSAND = 1_000;

const read: Price = { by: 'readUnits', dollars: 0.125 / MILLION };
const write: Price = { by: 'writeUnits', dollars: 0.625 / MILLION };
const fence: Price = { by: 'items', dollars: 0.05 / THOUSAND };
const free: Price = { by: 'calls', dollars: 0 };

/**
 * List prices by service and operation, as the local stack counts them. An operation that is not here has no
 * price we know of, and the bill says so rather than leaving it out.
 */
export const PRICES: Readonly<Record<string, Readonly<Record<string, readonly Price[]>>>> = {
  dynamodb: { '*': [read, write] },
  location: {
    BatchEvaluateGeofences: [{ by: 'items', dollars: 0.1225 / THOUSAND }],
    PutGeofence: [fence],
    BatchPutGeofence: [fence],
    BatchDeleteGeofence: [fence],
  },
  'geo-routes': { CalculateRoutes: [{ by: 'calls', dollars: 0.5 / THOUSAND }] },
  /** A result that is kept. */
  'geo-places': { Geocode: [{ by: 'calls', dollars: 4 / THOUSAND }] },
  /** Every segment is billed; the caller of `bill` counts them. */
  sns: {
    Publish: [{ by: 'items', dollars: 0.0088 }],
    CheckIfPhoneNumberIsOptedOut: [free],
    GetSMSSandboxAccountStatus: [free],
    ListOriginationNumbers: [free],
  },
  /** A mail to one recipient; what it weighs, 12 cents a gigabyte, is nothing. */
  ses: { SendEmail: [{ by: 'calls', dollars: 0.1 / THOUSAND }] },
  events: { PutEvents: [{ by: 'items', dollars: 1 / MILLION }] },
  scheduler: { '*': [{ by: 'calls', dollars: 1 / MILLION }] },
  sqs: { '*': [{ by: 'calls', dollars: 0.4 / MILLION }] },
  secretsmanager: { GetSecretValue: [{ by: 'calls', dollars: 0.05 / (10 * THOUSAND) }] },
  lambda: { '*': [{ by: 'calls', dollars: 0.2 / MILLION }] },
  /** A message in or out, by each begun 32 KB; a connection by the minute. */
  websocket: {
    messages: [{ by: 'items', dollars: 1 / MILLION }],
    'connection minutes': [{ by: 'items', dollars: 0.25 / MILLION }],
  },
  /** What is sent to sockets is billed as messages. */
  apigateway: { '*': [free] },
  httpapi: { '*': [{ by: 'calls', dollars: 1 / MILLION }] },
};

/** Lambda's price of a second with one gigabyte, arm64. */
export const GIGABYTE_SECOND = 0.000_013_333_4;

/** CloudFront and its web ACL. */
export const EDGE = { request: 1 / MILLION, inspected: 0.6 / MILLION, gigabyte: 0.085 } as const;

/** CloudWatch Logs, a gigabyte taken in. */
export const LOG_GIGABYTE = 0.5;

/** @returns undefined when we know of no price */
export function pricesOf(service: string, operation: string): readonly Price[] | undefined {
  return PRICES[service]?.[operation] ?? PRICES[service]?.['*'];
}
