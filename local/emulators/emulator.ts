/** What every emulated AWS service is made of; the endpoint does signing names, faults and counting around it. */
import type { Faults } from '../faults/faults.ts';

/** The services as faults and usage name them. */
export type ServiceName =
  | 'dynamodb'
  | 'sns'
  | 'location'
  | 'geo-routes'
  | 'geo-places'
  | 'scheduler'
  | 'events'
  | 'apigateway'
  | 'secretsmanager'
  | 'webpush'
  | 'lambda'
  | 'ses'
  | 'cloudwatch'
  | 'sts'
  | 'cognito-idp'
  | 's3';

export interface AwsRequest {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface AwsResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** One call as the service understands it, e.g. `Publish` with its parsed input. */
export interface AwsCall {
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** What the service bills by, where that is not the call: positions evaluated, events put, fences. */
  readonly items?: number;
}

/** A refusal in the service's own words. */
export class AwsError extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** A member of the input that is not as the service wants it. */
export interface InvalidField {
  /** Its path, such as `Geometry.Circle.Radius`. */
  readonly name: string;
  readonly reason: 'Missing' | 'FieldValidationFailed' | 'UnknownField';
  readonly message: string;
}

/** An input that breaks the service's model; how the service says so is its own affair. */
export class InvalidInput extends AwsError {
  readonly fields: readonly [InvalidField, ...InvalidField[]];
  constructor(fields: InvalidInput['fields']) {
    const told = fields.map(
      ({ name, message }) => `Value at '${name}' failed to satisfy constraint: ${message}`,
    );
    const errors = `${fields.length} validation error${fields.length === 1 ? '' : 's'} detected`;
    super(400, 'ValidationException', `${errors}: ${told.join('; ')}`);
    this.fields = fields;
  }
}

export interface Emulator {
  readonly service: ServiceName;
  /** The names requests to this service are signed with (the SigV4 credential scope). */
  readonly signingNames: readonly string[];
  /** The operations it knows, as the service names them; none where a real engine answers. */
  readonly operations: readonly string[];
  /** Reads the wire protocol. @throws AwsError for what the service would refuse unread. */
  parse(request: AwsRequest): AwsCall;
  /** Does it, and answers in the wire protocol. @throws AwsError */
  handle(call: AwsCall, request: AwsRequest): Promise<AwsResponse> | AwsResponse;
  /** The service's error shape, also used for injected faults. */
  refuse(error: AwsError): AwsResponse;
}

/** Durable key-value storage: what `put` has returned from survives a kill -9. */
export interface Store {
  put(collection: string, key: string, value: unknown): void;
  get<T>(collection: string, key: string): T | undefined;
  delete(collection: string, key: string): void;
  /** In key order. */
  list<T>(collection: string, prefix?: string): { key: string; value: T }[];
}

/** What a timer does when it is due. */
export interface ScheduledTarget {
  readonly arn: string;
  readonly input: string;
  readonly deadLetterArn?: string;
  readonly attempts?: number;
  /** What the event is called that goes on a bus; `input` is its detail. */
  readonly event?: { readonly source: string; readonly 'detail-type': string };
}

/** What an emulator may lean on. */
export interface World {
  readonly region: string;
  readonly accountId: string;
  /** The stack's clock, epoch milliseconds. */
  now(): number;
  readonly store: Store;
  /** For the faults that only the service itself can feel: in one item of a batch, in what it finds. */
  readonly faults: Pick<Faults, 'meet'>;
  /** Puts an event of an AWS service on the default bus. */
  emit(event: { source: string; 'detail-type': string; detail: unknown; resources?: string[] }): void;
  /** Writes a line into a log of the account, where it is read a moment later. */
  log(logGroup: string, line: string): void;
  /** Says something on a topic of the account's. */
  tell(topicArn: string, message: string): void;
  /** Takes a row nobody can do anything with out of the store's collections, and tells. */
  park(collection: string, key: string, reason: string): void;
  /**
   * Invokes a deployed function asynchronously, with Lambda's retries, sends to a queue, or puts an event on a bus
   * (for the scheduler's targets). @throws Error when neither target nor dead-letter queue is there
   */
  invokeTarget(target: ScheduledTarget): void;
}
