import { AwsError } from '../emulators/emulator.ts';

type Refusals = Readonly<Record<string, readonly [status: number, code: string, message: string]>>;

const THROTTLES: Refusals = {
  dynamodb: [400, 'ThrottlingException', 'Throughput exceeds the current capacity of your table or index.'],
  sns: [400, 'Throttling', 'Rate exceeded'],
  events: [400, 'ThrottlingException', 'Rate exceeded'],
  apigateway: [429, 'LimitExceededException', 'Rate exceeded'],
};
const ERRORS: Refusals = {
  dynamodb: [500, 'InternalServerError', 'The request processing has failed because of an unknown error.'],
  sns: [500, 'InternalFailure', 'The request processing has failed because of an unknown error.'],
  events: [500, 'InternalException', 'This exception occurs due to unexpected causes.'],
};

/** What a service says when it is asked too often, or broken. */
export function refusalFor(service: string, kind: string): AwsError {
  const [status, code, message] =
    kind === 'throttle'
      ? (THROTTLES[service] ?? [429, 'ThrottlingException', 'Rate exceeded'])
      : (ERRORS[service] ?? [500, 'InternalServerException', 'An internal error occurred.']);
  return new AwsError(status, code, message);
}
