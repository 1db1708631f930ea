import {
  type MessageAttributeValue,
  PublishCommand,
  SNSClient,
  SNSServiceException,
} from '@aws-sdk/client-sns';
import { HOUR, SECOND } from '../kernel/time.ts';
import type { AppReach } from './device.ts';
import type { Notification, PushAnswer } from './push-answer.ts';

/** One try, and an answer within 3 s: what is to be tried again is decided by the ledger, not by the SDK. */
const sns = new SNSClient({
  maxAttempts: 1,
  requestHandler: { connectionTimeout: 1000, requestTimeout: 3000, throwOnRequestTimeout: true },
});

/** An arrival is no news any more after this long. */
const KEEP_FOR = HOUR / SECOND;
/** SNS has been told by Apple or Google that the app is gone, or it was deleted. */
const GONE = /No endpoint found|does not exist/;

/** Hands one message to an app's push service by way of SNS, once. Never throws. */
export async function pushToApp({ endpointArn }: AppReach, notification: Notification): Promise<PushAnswer> {
  try {
    await sns.send(
      new PublishCommand({
        TargetArn: endpointArn,
        MessageStructure: 'json',
        Message: JSON.stringify(formsOf(notification)),
        MessageAttributes: attributesFor(notification),
      }),
    );
    return { kind: 'accepted' };
  } catch (error) {
    return meaning(error);
  }
}

/** One form for each push service behind SNS, each a text of its own; which is taken is the endpoint's affair. */
export function formsOf({ title, body, url, topic }: Notification): Readonly<Record<string, string>> {
  const apple = JSON.stringify({
    aps: { alert: { title, body }, sound: 'default', 'thread-id': topic },
    url,
  });
  const message = {
    notification: { title, body },
    data: { url },
    android: { priority: 'high', ttl: `${KEEP_FOR}s`, collapse_key: topic, notification: { tag: topic } },
  };
  const google = JSON.stringify({ fcmV1Message: { message } });
  return { default: body, APNS: apple, APNS_SANDBOX: apple, GCM: google };
}

/** For Apple it is SNS that writes the headers. */
function attributesFor({ topic }: Notification): Record<string, MessageAttributeValue> {
  const given = {
    'AWS.SNS.MOBILE.APNS.TTL': String(KEEP_FOR),
    'AWS.SNS.MOBILE.APNS_SANDBOX.TTL': String(KEEP_FOR),
    'AWS.SNS.MOBILE.APNS.PUSH_TYPE': 'alert',
    'AWS.SNS.MOBILE.APNS.PRIORITY': '10',
    'AWS.SNS.MOBILE.APNS.COLLAPSE_ID': topic,
  };
  return Object.fromEntries(
    Object.entries(given).map(([name, StringValue]) => [name, { DataType: 'String', StringValue }]),
  );
}

function meaning(error: unknown): PushAnswer {
  const name = error instanceof Error ? error.name.replace(/(Exception|Error)$/, '') : 'Error';
  const status = error instanceof SNSServiceException ? (error.$metadata.httpStatusCode ?? 0) : 0;
  // Anything but an error that SNS itself names leaves open whether the message was taken.
  if (status < 400 || name === 'Unknown') return { kind: 'silence', reason: name };
  const gone = name === 'EndpointDisabled' || (error instanceof Error && GONE.test(error.message));
  return gone ? { kind: 'gone' } : { kind: 'refused', reason: name };
}
