import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  ApplicationLogLevel,
  Architecture,
  type CfnFunction,
  type Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

interface HouseFunctionProps {
  /** Names the function, and the file in its folder. */
  readonly name: string;
  readonly code: Code;
  readonly timeoutSeconds: number;
  readonly environment: Record<string, string>;
  readonly statements: readonly PolicyStatement[];
  /** For a function that is invoked asynchronously: where an event goes that it could not handle. */
  readonly deadLetters?: IQueue;
}

/** What every Lambda of ours has in common. Its role starts empty: it may do what its statements say, and log. */
export class HouseFunction extends LambdaFunction {
  /** Whether an event that it could not handle is parked. */
  readonly parks: boolean;

  constructor(scope: Construct, id: string, props: HouseFunctionProps) {
    const functionName = `${Stack.of(scope).stackName}-${props.name}`;
    const logGroup = new LogGroup(scope, `${id}Log`, {
      logGroupName: `/aws/lambda/${functionName}`,
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    super(scope, id, {
      functionName,
      code: props.code,
      handler: `${props.name}.handler`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: 256,
      timeout: Duration.seconds(props.timeoutSeconds),
      environment: props.environment,
      // Written into the role: a policy of its own would be one more resource for every function.
      role: new Role(scope, `${id}Role`, {
        assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
        inlinePolicies: {
          uses: new PolicyDocument({
            statements: [mayLog(logGroup), ...props.statements, ...mayPark(props.deadLetters)],
          }),
        },
      }),
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: ApplicationLogLevel.INFO,
      // START, END and REPORT lines are billed and say nothing the metrics do not.
      systemLogLevelV2: SystemLogLevel.WARN,
    });
    this.parks = props.deadLetters !== undefined;
    // By the property alone: CDK's own way would write a policy beside the role for it.
    if (props.deadLetters) {
      const resource = this.node.defaultChild as CfnFunction;
      resource.deadLetterConfig = { targetArn: props.deadLetters.queueArn };
    }
  }
}

const mayPark = (deadLetters: IQueue | undefined): PolicyStatement[] =>
  deadLetters
    ? [new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [deadLetters.queueArn] })]
    : [];

const mayLog = (logGroup: LogGroup) =>
  new PolicyStatement({
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    resources: [logGroup.logGroupArn],
  });
