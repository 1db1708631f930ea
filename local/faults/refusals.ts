import { AwsError, type AwsResponse, type Emulator } from '../emulators/emulator.ts';
import type { Fault } from './faults.ts';

type Refusals = Readonly<Record<string, readonly [status: number, code: string, message: string]>>;

const THROTTLES: Refusals = {
  dynamodb: [400, 'ThrottlingException', 'Throughput exceeds the current capacity of your table or index.'],
  sns: [400, 'Throttling', 'Rate exceeded'],
  ses: [429, 'TooManyRequestsException', 'Maximum sending rate exceeded.'],
  events: [400, 'ThrottlingException', 'Rate exceeded'],
  apigateway: [429, 'LimitExceededException', 'Rate exceeded'],
};
const ERRORS: Refusals = {
  dynamodb: [500, 'InternalServerError', 'The request processing has failed because of an unknown error.'],
  sns: [500, 'InternalFailure', 'The request processing has failed because of an unknown error.'],
  ses: [500, 'InternalFailure', 'The request processing has failed because of an unknown error.'],
  apigateway: [500, 'InternalFailure', 'The request processing has failed because of an unknown error.'],
  events: [500, 'InternalException', 'This exception occurs due to unexpected causes.'],
};

/**
 * What the caller gets to read. An error that SNS or SES itself answers means that it refused the message. Where it took
 * it all the same, the error is somebody's in between who lost its answer: a bare 503.
 */
export function errorAnswer({ kind, when }: Fault, emulator: Emulator): AwsResponse {
  const { service } = emulator;
  if ((service === 'sns' || service === 'ses') && when === 'after') return { status: 503 };
  const [status, code, message] =
    kind === 'throttle'
      ? (THROTTLES[service] ?? [429, 'ThrottlingException', 'Rate exceeded'])
      : (ERRORS[service] ?? [500, 'InternalServerException', 'An internal error occurred.']);
  return emulator.refuse(new AwsError(status, code, message));
}
