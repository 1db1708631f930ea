import {
  CreatePlatformEndpointCommand,
  DeleteEndpointCommand,
  GetEndpointAttributesCommand,
  InvalidParameterException,
  NotFoundException,
  SetEndpointAttributesCommand,
  SNSClient,
} from '@aws-sdk/client-sns';
import { impossible } from '../kernel/problem.ts';

/** A registration has ten seconds, for three or four of these calls. */
const sns = new SNSClient({
  maxAttempts: 2,
  requestHandler: { connectionTimeout: 1000, requestTimeout: 2000, throwOnRequestTimeout: true },
});

/** How SNS names the endpoint it has for a token already, when that was made with other attributes. */
const KNOWN_ENDPOINT = /Endpoint (arn:\S+) already exists/;
/** What of an app's token SNS does not like. */
const BAD_TOKEN = /\bToken Reason: (.+)/;

/**
 * The endpoint of an app on a device, made where there is none, with this token and ready to take messages.
 * @throws Problem 422 for a token that SNS refuses
 */
export async function endpointFor(applicationArn: string, token: string): Promise<string> {
  const arn = await createEndpoint(applicationArn, token);
  try {
    await makeReady(arn, token);
    return arn;
  } catch (error) {
    // Somebody has deleted it between the two calls.
    if (!(error instanceof NotFoundException)) throw error;
    return createEndpoint(applicationArn, token);
  }
}

async function createEndpoint(PlatformApplicationArn: string, Token: string): Promise<string> {
  try {
    const { EndpointArn = '' } = await sns.send(
      new CreatePlatformEndpointCommand({ PlatformApplicationArn, Token }),
    );
    return EndpointArn;
  } catch (error) {
    if (!(error instanceof InvalidParameterException)) throw error;
    const known = KNOWN_ENDPOINT.exec(error.message)?.[1];
    if (known) return known;
    const why = BAD_TOKEN.test(error.message);
    throw why ? impossible('/pushToken', 'must be a token that the push service gave to the app') : error;
  }
}

/** An endpoint that was disabled stays so until it is told otherwise, whatever is created again. */
async function makeReady(EndpointArn: string, token: string): Promise<void> {
  const { Attributes = {} } = await sns.send(new GetEndpointAttributesCommand({ EndpointArn }));
  if (Attributes['Token'] === token && Attributes['Enabled'] === 'true') return;
  await sns.send(
    new SetEndpointAttributesCommand({ EndpointArn, Attributes: { Token: token, Enabled: 'true' } }),
  );
}

/** Has SNS forget a device; also one it does not know. */
export async function deleteEndpoint(EndpointArn: string): Promise<void> {
  await sns.send(new DeleteEndpointCommand({ EndpointArn }));
}
