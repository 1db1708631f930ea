import type { TableDeclaration } from '../dynamodb/create-tables.ts';
import type { ApiKey } from '../emulators/api-keys.ts';
import type { Rule, ScheduledRule } from '../events/rule.ts';
import type { Role } from '../iam/read-role.ts';

/** A Lambda function as deployed. */
export interface DeployedFunction {
  readonly name: string;
  readonly arn: string;
  /** The folder with its code. */
  readonly folder: string;
  /** `file.export`, the file relative to the folder. */
  readonly handler: string;
  readonly environment: Readonly<Record<string, string>>;
  /** What it may do. */
  readonly role: Role;
  readonly timeoutMs: number;
  readonly memoryMb: number;
  readonly logging: { readonly format: 'JSON' | 'Text'; readonly level: string };
  /** How often an asynchronous invocation is tried again. */
  readonly asyncRetries: number;
  /** Where an asynchronous invocation is reported that failed for good. */
  readonly onFailure?: string;
  /** Where its event is parked. */
  readonly deadLetters?: string;
}

/** Who may pass a route at the gateway. */
export type Authorizer =
  | { readonly type: 'JWT'; readonly issuer: string; readonly audience: readonly string[] }
  | {
      readonly type: 'REQUEST';
      readonly functionArn: string;
      /** Lower-case header names whose values the answer is remembered for. */
      readonly headers: readonly string[];
      readonly ttlMs: number;
    };

export interface DeployedRoute {
  /** `GET /visits/{visitId}` or `$default`. */
  readonly key: string;
  readonly functionArn: string;
  readonly authorizer?: Authorizer;
  /** Requests a second, and at once. */
  readonly throttle: { readonly rate: number; readonly burst: number };
}

export interface DeployedApi {
  readonly id: string;
  /** The API's own host in the cloud. */
  readonly host: string;
  readonly routes: readonly DeployedRoute[];
  readonly cors?: CorsConfiguration;
}

/** A WebSocket API as deployed. */
export interface DeployedSockets {
  readonly id: string;
  /** The API's own host in the cloud. */
  readonly host: string;
  readonly stage: string;
  /** `$request.body.name`: which part of a message names its route. */
  readonly selection: string;
  /** Paths of the distribution that lead to it. */
  readonly paths: readonly string[];
  /** By key, `$connect`, `$disconnect` and `$default` among them. */
  readonly routes: Readonly<Record<string, SocketRoute>>;
}

interface SocketRoute {
  readonly functionArn: string;
  readonly authorizerArn?: string;
  readonly throttle: DeployedRoute['throttle'];
}

/** A path pattern of the distribution, in the order in which it looks at them. */
export interface FrontPath {
  readonly pattern: string;
  /** What is served from a bucket; everything else goes to one of the APIs. */
  readonly files?: ServedFiles;
}

/** How the distribution serves a bucket. */
export interface ServedFiles {
  readonly methods: readonly string[];
  readonly compress: boolean;
  /** What it adds to every answer. */
  readonly headers: Readonly<Record<string, string>>;
  /** What it adds when a page of another origin asks. */
  readonly toOtherOrigins: Readonly<Record<string, string>>;
  /** Its bucket, in which there may be more than what was copied. */
  readonly bucket: string;
  /** What was copied into the bucket. */
  readonly copied: readonly CopiedFolder[];
  /** What is not there is 404 for who may list the bucket, 403 for others. */
  readonly missing: 403 | 404;
}

interface CopiedFolder {
  readonly folder: string;
  /** What stands before the names of its files, with its slash; may be empty. */
  readonly prefix: string;
  readonly headers: Readonly<Record<string, string>>;
  /** What stands in its texts until they are copied, and what then stands there instead. */
  readonly filledIn: Readonly<Record<string, string>>;
}

export interface CorsConfiguration {
  readonly origins: readonly string[];
  readonly methods: readonly string[];
  readonly headers: readonly string[];
  readonly expose: readonly string[];
  readonly maxAgeSeconds?: number;
}

export interface DeployedQueue {
  readonly name: string;
  readonly arn: string;
  readonly visibilityMs: number;
  readonly redrive?: { readonly maxReceives: number; readonly deadLetters: string };
}

/** What a function is fed with from a queue. */
export interface QueueMapping {
  readonly queueArn: string;
  readonly functionArn: string;
  readonly batchSize: number;
  readonly partialFailures: boolean;
  /** Batches the function may have at once, when the mapping limits them. */
  readonly maxConcurrency?: number;
}

/** What a function is fed with from a table's stream. */
export interface StreamMapping {
  readonly id: string;
  readonly table: string;
  readonly streamArn: string;
  readonly functionArn: string;
  readonly batchSize: number;
  /** Batches of a shard that may be under way at once. */
  readonly atOnce: number;
  readonly partialFailures: boolean;
  readonly bisect: boolean;
  /** Retries after the first attempt; without end when absent. */
  readonly retries?: number;
  /** What is older is given up; without end when absent. */
  readonly maxAgeMs?: number;
  readonly onFailure?: string;
  /** Event filter patterns; a record passes when one matches, or there are none. */
  readonly filters: readonly object[];
}

/** Who is told what is said on a topic. */
export interface TopicSubscription {
  readonly topicArn: string;
  readonly functionArn: string;
}

/** Who is told of what is written into a log. */
export interface LogSubscription {
  readonly logGroup: string;
  readonly functionArn: string;
}

/** Everything of a synthesised stack that the local cloud runs. */
export interface Deployment {
  readonly region: string;
  readonly accountId: string;
  readonly functions: readonly DeployedFunction[];
  readonly api: DeployedApi;
  readonly sockets?: DeployedSockets;
  /** Headers the distribution adds for the API. */
  readonly originHeaders: Readonly<Record<string, string>>;
  readonly front: readonly FrontPath[];
  readonly tables: readonly TableDeclaration[];
  readonly queues: readonly DeployedQueue[];
  readonly queueMappings: readonly QueueMapping[];
  readonly streamMappings: readonly StreamMapping[];
  /** Event buses by name, `default` among them. */
  readonly buses: readonly string[];
  readonly rules: readonly Rule[];
  readonly scheduledRules: readonly ScheduledRule[];
  readonly topicSubscriptions: readonly TopicSubscription[];
  readonly logSubscriptions: readonly LogSubscription[];
  readonly apiKeys: readonly ApiKey[];
  readonly geofenceCollections: readonly string[];
  readonly configurationSets: readonly { readonly name: string; readonly told: readonly string[] }[];
  readonly scheduleGroups: readonly string[];
  readonly outputs: Readonly<Record<string, string>>;
  /** The user pool's app client, where browsers sign in by it. */
  readonly signIn?: SignInClient;
}

/** How an app client of the user pool lets people in through the pool's own pages. */
export interface SignInClient {
  readonly clientId: string;
  readonly callbackUrls: readonly string[];
  readonly logoutUrls: readonly string[];
  readonly idTokenMs: number;
  readonly refreshTokenMs: number;
  /** A refresh token that was used is good for so long still; for good when absent. */
  readonly rotationGraceMs?: number;
}
