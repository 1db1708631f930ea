import { appendFile } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { DeployedFunction } from '../template/deployment.ts';

/** What all worker threads have around them. */
export interface WorkerEnvironment {
  /** The stack clock's offset. */
  readonly clock: SharedArrayBuffer;
  /** The environment variables a function sees: its own and the runtime's. */
  variables(deployed: DeployedFunction, accessKeyId: string): Record<string, string>;
  /** Writes what a function says into its log file. */
  keepLog(deployed: DeployedFunction, ...streams: Readable[]): void;
}

export interface WorkerEnvironmentOptions {
  readonly clock: SharedArrayBuffer;
  readonly region: string;
  /** Where the SDK finds every AWS service. */
  readonly awsEndpoint: () => string;
  /** Where browsers find buckets. */
  readonly objectsEndpoint: string;
  readonly logFolder: string;
}

export function createWorkerEnvironment(options: WorkerEnvironmentOptions): WorkerEnvironment {
  return {
    clock: options.clock,
    variables: (deployed, accessKeyId) => ({
      ...hereInstead(deployed.environment, options.awsEndpoint()),
      // Receivers of webhooks on this machine, without TLS: nothing that is deployed may be told that.
      WEBHOOKS_ALSO_TO: '127.0.0.1',
      AWS_REGION: options.region,
      AWS_DEFAULT_REGION: options.region,
      AWS_ENDPOINT_URL: options.awsEndpoint(),
      AWS_ENDPOINT_URL_S3: options.objectsEndpoint,
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_SESSION_TOKEN: 'local',
      AWS_LAMBDA_FUNCTION_NAME: deployed.name,
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(deployed.memoryMb),
      AWS_LAMBDA_LOG_FORMAT: deployed.logging.format,
      AWS_LAMBDA_LOG_LEVEL: deployed.logging.level,
      AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${deployed.name}`,
      AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
      LAMBDA_TASK_ROOT: deployed.folder,
      TZ: ':UTC',
    }),
    keepLog(deployed, ...streams) {
      const file = join(options.logFolder, `${deployed.name}.log`);
      for (const stream of streams) stream.on('data', (text) => appendFile(file, text, () => undefined));
    },
  };
}

/** Sockets are sent to at an address of their API's own; here all of AWS has one. */
const hereInstead = (environment: Readonly<Record<string, string>>, awsEndpoint: string) =>
  Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [
      name,
      value.replace(/^https:\/\/[^/]+\.execute-api\.[^/]+/, awsEndpoint),
    ]),
  );
