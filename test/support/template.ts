import { readFileSync } from 'node:fs';
import { gate } from '../../functions/gate.ts';
import type { Uses } from '../../functions/grants.ts';
import { lambdaOf } from '../../functions/lambdas.ts';
import { routes, socketRoutes } from '../../functions/routes.ts';
import { subscriptions } from '../../functions/subscriptions.ts';

// biome-ignore lint/suspicious/noExplicitAny: a template has every shape CloudFormation knows.
type Properties = Record<string, any>;

export interface Resource {
  readonly id: string;
  readonly type: string;
  readonly properties: Properties;
  readonly deletionPolicy?: string;
  readonly condition?: string;
}

export interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | string[];
  readonly Resource?: unknown;
  readonly NotResource?: unknown;
}

const read = (stack: string) =>
  JSON.parse(readFileSync(new URL(`../../cdk.out/${stack}.template.json`, import.meta.url), 'utf8'));

const resourcesOf = (stack: string): Resource[] =>
  Object.entries<Properties>(read(stack).Resources).map(
    ([id, { Type, Properties, DeletionPolicy, Condition }]) => ({
      id,
      type: Type,
      properties: Properties ?? {},
      deletionPolicy: DeletionPolicy,
      condition: Condition,
    }),
  );

/** Everything in the tracker stack. */
export const tracker = resourcesOf('service-tracker');
/** Everything in the edge stack. */
export const edge = resourcesOf('service-tracker-edge');

/** The resources of a type in the tracker stack, or in the edge stack. */
export const all = (type: string, stack: 'tracker' | 'edge' = 'tracker'): Resource[] =>
  (stack === 'tracker' ? tracker : edge).filter((resource) => resource.type === type);

/** The only resource of a type. */
export function only(type: string, stack: 'tracker' | 'edge' = 'tracker'): Resource {
  const [found, another] = all(type, stack);
  if (!found || another) throw new Error(`There should be exactly one ${type}.`);
  return found;
}

/** The resource of a type whose properties, or whose id, are as wanted. */
export function the(type: string, wanted: (properties: Properties, id: string) => boolean): Resource {
  const found = all(type).find(({ properties, id }) => wanted(properties, id));
  if (!found) throw new Error(`There is no such ${type}.`);
  return found;
}

/** Whether something in the value refers to a resource. */
export const refersTo = (value: unknown, { id }: Resource): boolean =>
  (JSON.stringify(value) ?? '').includes(`"${id}"`);

export const asList = <T>(value: T | readonly T[]): readonly T[] =>
  Array.isArray(value) ? value : [value as T];

/** The function of a name in functions/lambdas.ts. */
export const functionNamed = (name: string): Resource =>
  the('AWS::Lambda::Function', ({ Handler }) => Handler === `${name}.handler`);

/** The function behind a door. */
export const functionOf = (door: string): Resource => functionNamed(lambdaOf(door));

/** What is written into a role. */
export const writtenInto = ({ properties }: Resource): Statement[] =>
  (properties['Policies'] ?? []).flatMap((policy: Properties) => policy['PolicyDocument'].Statement);

/** What a function's role allows and denies: what is written into it, and what its event source added. */
export const statementsOf = (lambda: Resource): Statement[] => {
  const role = lambda.properties['Role']['Fn::GetAtt'][0];
  const added = all('AWS::IAM::Policy')
    .filter(({ properties }) => properties['Roles'].some((one: Properties) => one['Ref'] === role))
    .flatMap(({ properties }) => properties['PolicyDocument'].Statement as Statement[]);
  return [
    ...all('AWS::IAM::Role')
      .filter(({ id }) => id === role)
      .flatMap(writtenInto),
    ...added,
  ];
};

/** Every function, and what each of its routes, or its one subscription, says it uses: straight from the tables. */
export const usesByFunction: ReadonlyMap<string, readonly Uses[]> = new Map([
  ...[...Object.values(routes), ...Object.values(socketRoutes)]
    .reduce(
      (groups, { group, uses }) => groups.set(group, [...(groups.get(group) ?? []), uses]),
      new Map<string, readonly Uses[]>(),
    )
    .entries(),
  ...Object.entries(subscriptions).map(([name, { uses }]) => [name, [uses]] as const),
  ['check-origin', [gate.uses]] as const,
]);
