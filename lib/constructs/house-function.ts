import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  ApplicationLogLevel,
  Architecture,
  type Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

interface HouseFunctionProps {
  /** The file under functions/, without its ending; its last part names the function. */
  readonly door: string;
  readonly code: Code;
  readonly timeoutSeconds: number;
  readonly environment: Record<string, string>;
  readonly statements: readonly PolicyStatement[];
  /** Where an event goes that the function could not handle when it was invoked asynchronously. */
  readonly deadLetters: IQueue;
}

/**
 * What every Lambda of ours has in common. Its role starts empty: it may do what its statements say, log, and hand
 * over traces.
 */
export class HouseFunction extends LambdaFunction {
  constructor(scope: Construct, id: string, props: HouseFunctionProps) {
    const name = `${Stack.of(scope).stackName}-${nameOf(props.door)}`;
    const role = new FunctionRole(scope, `${id}Role`);
    const logGroup = new LogGroup(scope, `${id}Log`, {
      logGroupName: `/aws/lambda/${name}`,
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    super(scope, id, {
      functionName: name,
      code: props.code,
      handler: `${props.door}.handler`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: 256,
      timeout: Duration.seconds(props.timeoutSeconds),
      environment: props.environment,
      deadLetterQueue: props.deadLetters,
      role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: ApplicationLogLevel.INFO,
      // START, END and REPORT lines are billed and say nothing the metrics do not.
      systemLogLevelV2: SystemLogLevel.WARN,
      // Lambda's own segments: when it ran, for how long, and how it ended. Nothing of the request is in them.
      tracing: Tracing.ACTIVE,
    });
    for (const statement of [mayLog(logGroup), ...props.statements]) this.addToRolePolicy(statement);
  }
}

/** The role of a function: a class, so that what holds for every one of them is said of all at once. */
export class FunctionRole extends Role {
  constructor(scope: Construct, id: string) {
    super(scope, id, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  }
}

/** `visits/create-visit` is the function `create-visit`. */
export const nameOf = (door: string): string => door.slice(door.lastIndexOf('/') + 1);

const mayLog = (logGroup: LogGroup) =>
  new PolicyStatement({
    effect: Effect.ALLOW,
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    resources: [logGroup.logGroupArn],
  });
