import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { DeadLetters } from './constructs/dead-letters.ts';
import { FunctionRole } from './constructs/house-function.ts';
import type { TrackerStack } from './tracker-stack.ts';

interface Acknowledgement {
  readonly rule: string;
  /** For a rule that finds several things in one construct: which. */
  readonly finding?: string;
  readonly reason: string;
  /** The one construct, by its path in the stack; or every construct of a house class. */
  readonly on: string | typeof FunctionRole | typeof DeadLetters;
}

/**
 * Every finding of cdk-nag we live with, and why. A new rule here needs a reason that would convince whoever
 * reviews the security of this system, and there may be five rules at most.
 */
const ACKNOWLEDGED: readonly Acknowledgement[] = [
  ...['$disconnect', '$default'].map((route) => ({
    rule: 'AwsSolutions-APIG4',
    on: `Live/${route}`,
    reason:
      'API Gateway authorizes a socket when it opens, on $connect, where this API has its authorizer, and refuses one on every other route of a WebSocket API. Nobody reaches this route but through $connect. What a page may see is decided by the token in its hello, as on the public routes of the HTTP API.',
  })),
  ...Object.entries({
    HearPage: ['POST', 'DELETE'],
    ShowDrive: ['POST'],
    ShowLink: ['POST', 'DELETE'],
  }).flatMap(([lambda, methods]) =>
    methods.map((method) => ({
      rule: 'AwsSolutions-IAM5',
      finding: `[Resource::arn:<AWS::Partition>:execute-api:<AWS::Region>:<AWS::AccountId>:<LiveApiWebSocketBEEC7F4B>/live/${method}/@connections/*]`,
      on: `Doors/${lambda}Role/DefaultPolicy`,
      reason:
        'Ids of connections exist only while sockets are open, so sending to them, or closing them, can be allowed for all sockets of an API or for none. This is one method of one stage of our own WebSocket API, for the three functions that answer pages.',
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
    on: 'Secrets/Origin',
    reason:
      'It guards against coming round the firewall, not against reading data: every call still needs a JWT or a link token. Distribution and functions take it at deployment, so a rotation by schedule would lock the distribution out until the next one. docs/runbook.md says how it is changed by a deployment.',
  },
  {
    rule: 'AwsSolutions-CFR3',
    on: 'Web/Door',
    reason:
      'Access logs of a distribution keep the path, and the path of a public link is the key to it: a log nobody guards as a secret would hold all of them. The API behind logs every request by its route, with status and latency; the firewall counts what it blocks.',
  },
  {
    rule: 'Serverless-SQSRedrivePolicy',
    on: DeadLetters,
    reason:
      'This queue is the end of the way: it is where others redrive to. It keeps what it got for 14 days and raises an alarm at the first message.',
  },
  {
    rule: 'AwsSolutions-IAM5',
    finding: '[Resource::*]',
    on: FunctionRole,
    reason:
      'Handing over traces cannot be narrowed: X-Ray knows no resource for PutTraceSegments and PutTelemetryRecords, and the only other statements of these roles on every resource are the two questions below. Only Lambda itself uses it, for its own segments, which say which function ran, when, for how long and how it ended; no path, header, body or event is in them, so no token either. No tracer of ours adds anything.',
  },
  ...['PublishFacts', 'OnPositions', 'ShowDrive', 'ShowLink'].map((lambda) => ({
    rule: 'AwsSolutions-IAM5',
    finding: '[Resource::*]',
    on: `Doors/${lambda}Role/DefaultPolicy`,
    reason:
      'DynamoDB knows no resource for ListStreams. It tells which streams there are, and nothing of what is in them; reading is allowed on the one stream this function follows.',
  })),
  {
    rule: 'AwsSolutions-IAM5',
    finding: '[Resource::*]',
    on: 'Doors/SendTextsRole/DefaultPolicy',
    reason:
      'SNS knows no resource for CheckIfPhoneNumberIsOptedOut. It tells of one phone number whether it told this account to stop, and has to be asked before every text.',
  },
];

const MOST_RULES = 5;

/**
 * The rules that are acknowledged somewhere, each once.
 * @throws Error when they have become too many to be exceptions
 */
export function acknowledgedRules(): string[] {
  const rules = [...new Set(ACKNOWLEDGED.map(({ rule }) => rule))];
  if (rules.length > MOST_RULES) throw new Error(`More than ${MOST_RULES} rules are acknowledged: ${rules}`);
  return rules;
}

/** Puts each acknowledgement on exactly the constructs it speaks of. */
export function acknowledgeFindings(stack: TrackerStack): void {
  for (const { rule, finding = '', reason, on } of ACKNOWLEDGED) {
    const constructs = typeof on === 'string' ? [at(stack, on)] : all(stack, on);
    for (const construct of constructs) Validations.of(construct).acknowledge({ id: rule + finding, reason });
  }
}

const at = (stack: TrackerStack, path: string): IConstruct =>
  path.split('/').reduce((scope: IConstruct, id) => scope.node.findChild(id), stack);

const all = (stack: TrackerStack, kind: typeof FunctionRole | typeof DeadLetters): IConstruct[] =>
  stack.node.findAll().filter((construct) => construct instanceof kind);
