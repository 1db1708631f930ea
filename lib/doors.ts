import { join } from 'node:path';
import { Aws, type CfnCondition, Fn } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { type CfnFunction, Code } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { type Lambda, lambdaOf, lambdas, reserved } from '../functions/lambdas.ts';
import { subscriptions } from '../functions/subscriptions.ts';
import type { Alarms } from './alarms.ts';
import { DeadLetters } from './constructs/dead-letters.ts';
import { HouseFunction } from './constructs/house-function.ts';
import { environmentFor, type Reachable, statementsFor, streamStatements } from './grants.ts';
import { noticedWhenParked } from './noticed.ts';

interface DoorsProps {
  /** The folder with what esbuild made of functions/, a folder for each by its name. */
  readonly bundle: string;
  readonly reach: Reachable;
  readonly alarms: Alarms;
  /** When it holds, some functions keep concurrent executions for themselves. */
  readonly reserves: CfnCondition;
}

/** An HTTP API gives up after 30 seconds; nothing of ours may take a third of that. */
const HTTP_TIMEOUT_SECONDS = 10;

/** Every Lambda there is, as functions/lambdas.ts lists them. */
export class Doors extends Construct {
  readonly #functions = new Map<string, HouseFunction>();
  readonly #deadLetters = new Map<string, DeadLetters>();
  readonly #props: DoorsProps;
  /** For what is not meant to wait anywhere: alarms nobody could be told. */
  readonly stray: DeadLetters;

  constructor(scope: Construct, id: string, props: DoorsProps) {
    super(scope, id);
    this.#props = props;
    this.stray = this.parking('Stray', 'stray');
    for (const [name, { from }] of Object.entries(subscriptions)) {
      if (from !== 'operator') this.#deadLetters.set(name, this.parking(`${pascal(name)}Failed`, name));
    }
    for (const [name, lambda] of Object.entries(lambdas)) this.open(name, lambda);
  }

  /** The function behind a door. */
  behind(door: string): HouseFunction {
    return this.named(lambdaOf(door));
  }

  /** The function of that name in functions/lambdas.ts. */
  named(name: string): HouseFunction {
    const found = this.#functions.get(name);
    if (!found) throw new Error(`There is no function ${name}.`);
    return found;
  }

  /** Where a subscription parks what failed for good. */
  deadLettersOf(name: string): DeadLetters {
    return this.#deadLetters.get(name) ?? this.stray;
  }

  private open(name: string, { uses }: Lambda): void {
    const { bundle, reach } = this.#props;
    const deadLetters = this.afterEvents(name);
    const made = new HouseFunction(this, pascal(name), {
      name,
      code: Code.fromAsset(join(bundle, name)),
      timeoutSeconds: subscriptions[name]?.timeoutSeconds ?? HTTP_TIMEOUT_SECONDS,
      statements: [...statementsFor(uses, reach), ...this.ofStream(name)],
      environment: environmentFor(uses, reach),
      ...(deadLetters && { deadLetters }),
    });
    const kept = reserved[name];
    if (kept) {
      const resource = made.node.defaultChild as CfnFunction;
      const whenWanted = Fn.conditionIf(this.#props.reserves.logicalId, kept, Aws.NO_VALUE);
      resource.addPropertyOverride('ReservedConcurrentExecutions', whenWanted);
    }
    this.#functions.set(name, made);
  }

  /** What following a table's stream takes besides. */
  private ofStream(name: string): PolicyStatement[] {
    const { records, positions } = this.#props.reach;
    const from = subscriptions[name]?.from;
    if (from !== 'records-stream' && from !== 'positions-stream') return [];
    return streamStatements(from === 'records-stream' ? records : positions, this.deadLettersOf(name));
  }

  /** Only what a rule or a log invokes straight is invoked asynchronously; streams and queues park for themselves. */
  private afterEvents(name: string): IQueue | undefined {
    const subscription = subscriptions[name];
    const straight =
      subscription?.from === 'location' ||
      subscription?.from === 'mail' ||
      subscription?.from === 'clock' ||
      subscription?.from === 'sms-log' ||
      subscription?.from === 'replies' ||
      (subscription?.from === 'facts' && !subscription.queue);
    return straight ? this.deadLettersOf(name) : undefined;
  }

  private parking(id: string, runbook: string): DeadLetters {
    const { alarms } = this.#props;
    return new DeadLetters(this, id, { alarms, noticed: noticedWhenParked(runbook), runbook });
  }
}

/** `send-texts` as a construct's id. */
export const pascal = (name: string): string =>
  name.replaceAll(/(^|-)(\w)/g, (_, __, letter) => letter.toUpperCase());
