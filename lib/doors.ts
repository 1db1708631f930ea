import { join } from 'node:path';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { Uses } from '../functions/grants.ts';
import { gate, routes, socketRoutes } from '../functions/routes.ts';
import { type Subscription, subscriptions } from '../functions/subscriptions.ts';
import type { Alarms } from './alarms.ts';
import { DeadLetters } from './constructs/dead-letters.ts';
import { HouseFunction, nameOf } from './constructs/house-function.ts';
import { environmentFor, type Reachable, statementsFor } from './grants.ts';
import { noticedWhenParked } from './noticed.ts';

interface DoorsProps {
  /** The folder with what esbuild made of functions/, a folder for each by its name. */
  readonly bundle: string;
  readonly reach: Reachable;
  /** Only requests that carry it came through the distribution. */
  readonly originSecret: string;
  readonly alarms: Alarms;
}

/** An HTTP API gives up after 30 seconds; nothing of ours may take a third of that. */
const HTTP_TIMEOUT_SECONDS = 10;

/** Every Lambda there is: one per door named in functions/routes.ts and functions/subscriptions.ts. */
export class Doors extends Construct {
  readonly #functions = new Map<string, HouseFunction>();
  readonly #deadLetters = new Map<string, DeadLetters>();
  readonly #props: DoorsProps;
  /** For what is not meant to wait anywhere: invocations by hand, and alarms nobody could be told. */
  readonly stray: DeadLetters;

  constructor(scope: Construct, id: string, props: DoorsProps) {
    super(scope, id);
    this.#props = props;
    this.stray = this.parking('Stray', 'stray');
    for (const { door, uses } of Object.values(routes)) this.openForRequests(door, uses);
    for (const { door, uses } of Object.values(socketRoutes)) this.openForRequests(door, uses);
    this.openForRequests(gate.door, {});
    for (const [name, subscription] of Object.entries(subscriptions)) this.openForWork(name, subscription);
  }

  /** The function behind a door. */
  behind(door: string): HouseFunction {
    const found = this.#functions.get(door);
    if (!found) throw new Error(`No function was made for the door ${door}.`);
    return found;
  }

  /** Where a subscription parks what failed for good. */
  deadLettersOf(name: string): DeadLetters {
    return this.#deadLetters.get(name) ?? this.stray;
  }

  private openForRequests(door: string, uses: Uses): void {
    if (this.#functions.has(door)) return;
    // Nobody invokes these asynchronously; whoever does it by hand finds a failure in the shared queue.
    const { originSecret: ORIGIN_SECRET } = this.#props;
    this.open(door, uses, HTTP_TIMEOUT_SECONDS, this.stray, { ORIGIN_SECRET });
  }

  private openForWork(name: string, { from, door, uses, timeoutSeconds }: Subscription): void {
    if (from !== 'operator') this.#deadLetters.set(name, this.parking(`${pascal(name)}Failed`, name));
    this.open(door, uses, timeoutSeconds, this.deadLettersOf(name), {});
  }

  private open(
    door: string,
    uses: Uses,
    timeoutSeconds: number,
    deadLetters: DeadLetters,
    environment: Record<string, string>,
  ): void {
    const { reach } = this.#props;
    const statements: PolicyStatement[] = statementsFor(uses, reach);
    const made = new HouseFunction(this, pascal(nameOf(door)), {
      door,
      code: Code.fromAsset(join(this.#props.bundle, nameOf(door))),
      timeoutSeconds,
      statements,
      deadLetters,
      environment: { ...environmentFor(uses, reach), ...environment },
    });
    this.#functions.set(door, made);
  }

  private parking(id: string, runbook: string): DeadLetters {
    const { alarms } = this.#props;
    return new DeadLetters(this, id, { alarms, noticed: noticedWhenParked(runbook), runbook });
  }
}

/** `send-texts` as a construct's id. */
export const pascal = (name: string): string =>
  name.replaceAll(/(^|-)(\w)/g, (_, __, letter) => letter.toUpperCase());
