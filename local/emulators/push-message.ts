import * as z from 'zod/mini';
import { AwsError } from './emulator.ts';

/** What a message is for, by the name it has in a message of several forms. */
type Protocol = 'sms' | 'APNS' | 'APNS_SANDBOX' | 'GCM';

/** No push service takes more. */
const MAX_PAYLOAD_BYTES = 4096;

/** Apple's payload, as far as it shows something. */
const APPLE = z.looseObject({
  aps: z.looseObject({ alert: z.looseObject({ title: z.optional(z.string()), body: z.string() }) }),
});

/** Firebase's message of its HTTP API v1: who it is for is SNS's to say, and data are texts alone. */
const FIREBASE = z.strictObject({
  fcmV1Message: z.strictObject({
    validate_only: z.optional(z.boolean()),
    message: z.strictObject({
      notification: z.strictObject({ title: z.optional(z.string()), body: z.string() }),
      data: z.optional(z.record(z.string(), z.string())),
      android: z.optional(
        z.looseObject({
          ttl: z.optional(z.string().check(z.regex(/^\d+(\.\d{1,9})?s$/))),
          priority: z.optional(z.enum(['normal', 'high', 'NORMAL', 'HIGH'])),
          collapse_key: z.optional(z.string()),
        }),
      ),
    }),
  }),
});

/**
 * What somebody gets to read of a message that was published.
 * @param structured whether it has several forms, one of them for this protocol
 * @throws AwsError InvalidParameter for one that the service, or the one behind it, would not take
 */
export function readMessage(message: string, structured: boolean, protocol: Protocol): string {
  if (!structured) return message;
  const forms = parse(message);
  if (!(forms instanceof Object)) throw invalid('JSON message body failed to parse');
  const { default: otherwise, [protocol]: own } = forms as Readonly<Record<string, unknown>>;
  if (typeof otherwise !== 'string') throw invalid('No default entry in JSON message body');
  if (own === undefined || protocol === 'sms') return typeof own === 'string' ? own : otherwise;
  if (typeof own !== 'string') throw invalid(`The entry ${protocol} must be a text`);
  return shownOf(own, protocol);
}

function shownOf(payload: string, protocol: Exclude<Protocol, 'sms'>): string {
  if (Buffer.byteLength(payload) > MAX_PAYLOAD_BYTES)
    throw invalid(`The payload for ${protocol} is too long`);
  const value = parse(payload);
  const refused = () => invalid(`The payload for ${protocol} is none`);
  if (protocol !== 'GCM') {
    const read = APPLE.safeParse(value);
    if (!read.success) throw refused();
    return read.data.aps.alert.body;
  }
  const read = FIREBASE.safeParse(value);
  if (!read.success) throw refused();
  return read.data.fcmV1Message.message.notification.body;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const invalid = (detail: string) =>
  new AwsError(400, 'InvalidParameter', `Invalid parameter: Message Structure - ${detail}`);
