import { Stack, Validations } from 'aws-cdk-lib';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { IConstruct } from 'constructs';
import { DeadLetters } from './constructs/dead-letters.ts';
import { HouseFunction } from './constructs/house-function.ts';
import type { TrackerStack } from './tracker-stack.ts';

interface Acknowledgement {
  readonly rule: string;
  /** For a rule that finds several things in one construct: which. */
  readonly finding?: string;
  readonly reason: string;
  /** The one construct, by its path in the stack, or every construct that is so. */
  readonly on: string | ((construct: IConstruct) => boolean);
}

/** What CDK brings along to fill the bucket: AWS's code, started by deployments and by nothing else. */
const FILLER = 'Custom::CDKBucketDeployment8693BB64968944B69AAFB0CC9EB8756C';
const ofCdk = (rule: string, reason: string, on = FILLER): Acknowledgement => ({ rule, reason, on });

/**
 * Every finding of cdk-nag we live with, and why: a reason that would convince whoever reviews the security of this
 * system. Where a rule and AWS's own ordinary part disagree, the ordinary part is taken and the rule answered here.
 */
const ACKNOWLEDGED: readonly Acknowledgement[] = [
  ...[Stack.isStack, 'Texts/HearRepliesAllowed'].map((on) => ({
    rule: 'CloudFormation-Validate::W1030',
    on,
    reason:
      'Without a number that is answered there is no topic of replies, which an empty parameter says. What would name it is made only where it is not empty.',
  })),
  ...['$disconnect', '$default'].map((route) => ({
    rule: 'AwsSolutions-APIG4',
    on: `Live/${route}`,
    reason:
      'API Gateway authorizes a socket when it opens, on $connect, where this API has its authorizer, and refuses one on every other route of a WebSocket API. Nobody reaches this route but through $connect. What a page may see is decided by the token in its hello, as on the public routes of the HTTP API.',
  })),
  ...['AwsSolutions-APIG1', 'Serverless-APIGWAccessLogging'].map((rule) => ({
    rule,
    on: 'Live/Stage',
    reason:
      'A WebSocket API logs by a role that is set once for a whole account and region. That setting is not this stack’s: it would be taken from others in the account, and from us. Its metrics count connections, messages and errors without it, alarms watch them, and the functions behind it log what fails.',
  })),
  ...Object.entries({
    Sockets: ['POST', 'DELETE'],
    ShowFact: ['POST', 'DELETE'],
    Team: ['POST', 'DELETE'],
    ShowDrive: ['POST'],
    ShowLink: ['POST', 'DELETE'],
  }).flatMap(([lambda, methods]) =>
    methods.map((method) => ({
      rule: 'AwsSolutions-IAM5',
      finding: `[Resource::arn:<AWS::Partition>:execute-api:<AWS::Region>:<AWS::AccountId>:<LiveApiWebSocketBEEC7F4B>/live/${method}/@connections/*]`,
      on: `Doors/${lambda}Role`,
      reason:
        'Ids of connections exist only while sockets are open, so sending to them, or closing them, can be allowed for all sockets of an API or for none. This is one method of one stage of our own WebSocket API, for the functions that answer pages and boards.',
    })),
  ),
  {
    rule: 'AwsSolutions-SMG4',
    on: 'Secrets/Links',
    reason:
      'Link tokens are derived from this secret, so that they need not be stored anywhere. Rotating it by schedule would make links that are in customers’ hands unrepeatable for later texts of the same visit. It is read by the few functions that make links, never leaves them, and a link can be replaced singly.',
  },
  {
    rule: 'AwsSolutions-SMG4',
    on: 'Secrets/Push',
    reason:
      'The key pair for push messages is derived from this secret, and every subscription of a browser is made for that one key. Rotating it by schedule would silence all of them at once, and only the customers themselves could subscribe anew. It signs who sends, it reads nothing: a message is encrypted with keys of the browser.',
  },
  {
    rule: 'AwsSolutions-SMG4',
    on: 'Secrets/Webhooks',
    reason:
      'The secrets by which receivers check our signatures are derived from this one. Rotating it by schedule would replace all of them at once, and every receiver would refuse what we send until its owner has fetched another. Each webhook’s own secret is rotated by its owner, with the one before signing along for a day.',
  },
  {
    rule: 'AwsSolutions-SMG4',
    on: 'Secrets/Origin',
    reason:
      'It guards against coming round the firewall, not against reading data: behind it every call still needs a link token. Distribution and authorizer take it at deployment, so a rotation by schedule would lock the distribution out until the next one. docs/runbook.md says how it is changed by a deployment.',
  },
  {
    rule: 'AwsSolutions-CFR3',
    on: 'Web/Door',
    reason:
      'Access logs of a distribution keep the path, and the path of a public link is the key to it: a log nobody guards as a secret would hold all of them. The API behind logs every request by its route, with status and latency; the firewall counts what it blocks.',
  },
  {
    rule: 'AwsSolutions-S1',
    on: 'Site/Files',
    reason:
      'It holds what the distribution gives to everybody: scripts, a style sheet, the API document. Nobody but the distribution reads it, and what is read says nothing about anybody.',
  },
  {
    rule: 'AwsSolutions-S1',
    on: 'Site/Media',
    reason:
      'It holds logos and photographs that customers see. Nobody but the distribution reads it, and nobody but our function lets anything be written, of which the API keeps a line.',
  },
  {
    rule: 'AwsSolutions-IAM5',
    finding: '[Resource::<SiteMedia7594A9FC.Arn>/media/*]',
    on: 'Doors/MembersRole',
    reason:
      'Images get names nobody guesses as they are uploaded. This is one folder of one bucket, and putting is all that is allowed.',
  },
  ...['Serverless-SQSRedrivePolicy', 'AwsSolutions-SQS3'].map((rule) => ({
    rule,
    on: (construct: IConstruct) => construct instanceof DeadLetters,
    reason:
      'This queue is the end of the way: it is where others redrive to. It keeps what it got for 14 days and raises an alarm at the first message.',
  })),
  {
    rule: 'Serverless-LambdaDLQ',
    on: (construct) => construct instanceof HouseFunction && !construct.parks,
    reason:
      'Nothing invokes this function asynchronously, so nothing would ever be in its queue: its caller waits for the answer, or its stream or queue tries again and parks what fails for good by itself.',
  },
  {
    rule: 'Serverless-LambdaEventSourceMappingDestination',
    on: (construct) => construct.node.path.includes('/SqsEventSource:'),
    reason:
      'Lambda knows failure destinations for streams only and refuses one for a queue. What fails for good is redriven by the queue itself, to a dead-letter queue with an alarm.',
  },
  ...[
    { rule: 'AwsSolutions-IAM5', finding: '[Resource::*]' },
    { rule: 'Serverless-LambdaStarPermissions' },
  ].map((found) => ({
    ...found,
    on: (construct: IConstruct) =>
      /Doors\/(PublishFacts|OnPositions|ShowDrive|ShowLink)Role$/.test(construct.node.path),
    reason:
      'DynamoDB knows no resource for ListStreams. It tells which streams there are, and nothing of what is in them; reading is allowed on the one stream this function follows.',
  })),
  ...[
    { rule: 'AwsSolutions-IAM5', finding: '[Resource::*]' },
    { rule: 'Serverless-LambdaStarPermissions' },
  ].map((found) => ({
    ...found,
    on: 'Doors/SendTextsRole',
    reason:
      'SNS knows no resource for these questions. They tell of one phone number whether it told this account to stop, which has to be asked before every text, and of the account whether its texts would be dropped.',
  })),
  ...[
    { rule: 'AwsSolutions-IAM5', finding: '[Resource::*]' },
    { rule: 'Serverless-LambdaStarPermissions' },
  ].map((found) => ({
    ...found,
    on: (construct: IConstruct) => /Doors\/(Visits|HearReplies)Role$/.test(construct.node.path),
    reason:
      'SNS knows no resource for its list of who said STOP. Asking about one number, and taking one off after its owner has said START, is all that is allowed; neither sends anything.',
  })),
  ...[
    { rule: 'AwsSolutions-IAM5', finding: '[Resource::*]' },
    { rule: 'Serverless-LambdaStarPermissions' },
  ].map((found) => ({
    ...found,
    on: 'Doors/OfficeReadsRole',
    reason:
      'How an account stands with SNS, SES and their metrics is asked of the account as a whole: the services know no resource for these questions, which change and send nothing. The office is told by them whether messages can leave at all.',
  })),
  ...[
    { rule: 'AwsSolutions-IAM5', finding: '[Resource::*]' },
    { rule: 'Serverless-LambdaStarPermissions' },
  ].map((found) => ({
    ...found,
    on: 'Doors/DevicesRole',
    reason:
      'SNS knows no resource for endpoints: creating, reading, setting and deleting one is allowed for all of an account or for none. Only this function may, which has no way to send anything to them.',
  })),
  ...['IosApplicationArn', 'AndroidApplicationArn'].map((parameter) => ({
    rule: 'AwsSolutions-IAM5',
    finding: `[Resource::arn:<AWS::Partition>:sns:<AWS::Region>:<AWS::AccountId>:endpoint/{"Fn::Select":[1,{"Fn::Split":[":app/",{"Fn::Join":["",[{"Ref":"${parameter}"},":app/none/none"]]}]}]}/*]`,
    on: 'Doors/SendTextsRole',
    reason:
      'The endpoints of an app are its users’ phones, which come and go. These are those of one app alone, the one the operator named, and publishing is all that is allowed.',
  })),
  {
    rule: 'AwsSolutions-IAM5',
    finding:
      '[Resource::arn:<AWS::Partition>:scheduler:<AWS::Region>:<AWS::AccountId>:schedule/<TimersGroup76C79D49>/*]',
    on: (construct) => /Doors\/(Timers|SendTexts|SendWebhooks|KeepReport)Role$/.test(construct.node.path),
    reason:
      'Timers are named after visits and deliveries, which come and go. This is one group, made for them alone, and creating and deleting are all that is allowed in it.',
  },
  {
    rule: 'Serverless-LambdaTracing',
    on: (construct) => construct instanceof LambdaFunction,
    reason:
      'Metrics and logs say how long each function takes and what failed, with the request id. Traces would add a third to the cost of a visit for a picture of calls between functions that mostly call nobody but the tables.',
  },
  ...['Serverless-LambdaDLQ', 'Serverless-LambdaTracing'].map((rule) =>
    ofCdk(rule, 'CloudFormation waits for its answer, and a deployment that fails says so.'),
  ),
  ...['AwsSolutions-L1', 'Serverless-LambdaLatestVersion'].map((rule) =>
    ofCdk(rule, 'Its runtime is the one AWS tests this code with; CDK’s next version brings the next one.'),
  ),
  {
    ...ofCdk(
      'AwsSolutions-IAM4',
      'It may write its own log, and nothing else by this policy.',
      `${FILLER}/ServiceRole`,
    ),
    finding: '[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
  },
  ...[
    ...['GetObject*', 'GetBucket*', 'List*', 'DeleteObject*', 'Abort*'].map(
      (action) => `[Action::s3:${action}]`,
    ),
    '[Resource::arn:<AWS::Partition>:s3:::cdk-hnb659fds-assets-<AWS::AccountId>-<AWS::Region>/*]',
    '[Resource::<SiteFiles975A43CF.Arn>/*]',
  ].map((finding) => ({
    ...ofCdk(
      'AwsSolutions-IAM5',
      'It copies files from the bucket CDK deploys from into the one that is served, whatever they are called: those two buckets, and no other.',
      `${FILLER}/ServiceRole/DefaultPolicy`,
    ),
    finding,
  })),
];

/** The rules that are acknowledged somewhere, each once. */
export const acknowledgedRules = (): string[] => [...new Set(ACKNOWLEDGED.map(({ rule }) => rule))].sort();

/** Puts each acknowledgement on exactly the constructs it speaks of. */
export function acknowledgeFindings(stack: TrackerStack): void {
  for (const { rule, finding = '', reason, on } of ACKNOWLEDGED) {
    const constructs = typeof on === 'string' ? [at(stack, on)] : stack.node.findAll().filter(on);
    for (const construct of constructs) Validations.of(construct).acknowledge({ id: rule + finding, reason });
  }
}

const at = (stack: TrackerStack, path: string): IConstruct =>
  path.split('/').reduce((scope: IConstruct, id) => scope.node.findChild(id), stack);
