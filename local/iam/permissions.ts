/** One action on one resource that a policy allows or denies; either may be a pattern. */
export interface Permission {
  readonly effect: 'Allow' | 'Deny';
  /** As the policy writes it; `all but …` for NotAction and NotResource. */
  readonly action: string;
  readonly resource: string;
  /** @param resource its ARN, or `*` for an action that has no type of resource */
  covers(action: string, resource: string): boolean;
}

interface Pattern {
  readonly text: string;
  readonly matches: (value: string) => boolean;
}

const VERSION = '2012-10-17';
/** Anything else, such as Condition, would be passed over in silence: it must be taught first. */
const KNOWN = ['Sid', 'Effect', 'Action', 'NotAction', 'Resource', 'NotResource'];

/**
 * Reads a policy document whose intrinsic functions are resolved.
 * @param owner whose it is, for the error
 * @throws Error for whatever would be judged otherwise in the cloud than here
 */
export function readPermissions(document: unknown, owner: string): readonly Permission[] {
  const { Version, Statement, ...others } = asObject(document, owner);
  if (Version !== VERSION || Object.keys(others).length > 0)
    throw new Error(`${owner}: only policies of version ${VERSION} are understood.`);
  return [Statement].flat().flatMap((one) => readStatement(asObject(one, owner), owner));
}

function readStatement(statement: Readonly<Record<string, unknown>>, owner: string): Permission[] {
  const strange = Object.keys(statement).find((key) => !KNOWN.includes(key));
  if (strange) throw new Error(`${owner}: ${strange} in a policy is not understood here.`);
  const effect = statement['Effect'];
  if (effect !== 'Allow' && effect !== 'Deny') throw new Error(`${owner}: a policy's Effect is ${effect}.`);
  const actions = readPatterns(statement, 'Action', actionPattern, owner);
  const resources = readPatterns(statement, 'Resource', resourcePattern, owner).map((resource) =>
    statement['NotResource'] === undefined ? resource : exceptNothing(resource, effect),
  );
  return actions.flatMap((action) =>
    resources.map((resource) => ({
      effect,
      action: action.text,
      resource: resource.text,
      covers: (asked: string, on: string) => action.matches(asked) && resource.matches(on),
    })),
  );
}

/**
 * An action without a type of resource is allowed by `Resource: *` and nothing else, so no exclusion allows it,
 * whatever it leaves over; one that denies does deny it.
 */
const exceptNothing = (excluded: Pattern, effect: 'Allow' | 'Deny'): Pattern => ({
  ...excluded,
  matches: (value) => (value === '*' ? effect === 'Deny' : excluded.matches(value)),
});

/** Each pattern of `Action`, or the one that all of `NotAction` come to. */
function readPatterns(
  statement: Readonly<Record<string, unknown>>,
  name: 'Action' | 'Resource',
  toPattern: (text: string) => Pattern,
  owner: string,
): readonly Pattern[] {
  const [given, excepted] = [statement[name], statement[`Not${name}`]];
  if ((given === undefined) === (excepted === undefined))
    throw new Error(`${owner}: a statement needs either ${name} or Not${name}.`);
  const texts: readonly unknown[] = [given ?? excepted].flat();
  const patterns = texts.map((text) => {
    if (typeof text === 'string' && !text.includes('${')) return toPattern(text);
    throw new Error(`${owner}: ${JSON.stringify(text)} as ${name} is not understood here.`);
  });
  if (given !== undefined) return patterns;
  const text = `all but ${patterns.map((pattern) => pattern.text).join(', ')}`;
  return [{ text, matches: (value) => !patterns.some((pattern) => pattern.matches(value)) }];
}

/** Actions are written in upper or lower case alike. */
const actionPattern = (text: string): Pattern => toPattern(text, '.', 'i');

/** Wildcards stand for parts of an ARN's parts; a star that ends one reaches over the colons after it, too. */
const resourcePattern = (text: string): Pattern => toPattern(text, '[^:]', '');

function toPattern(text: string, character: string, flags: string): Pattern {
  const source = text
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/(\*(?=:|$))|\*|\?/g, (found, reaching) =>
      reaching ? '.*' : found === '*' ? `${character}*` : character,
    );
  const whole = new RegExp(`^${source}$`, `s${flags}`);
  return { text, matches: (value) => whole.test(value) };
}

function asObject(value: unknown, owner: string): Readonly<Record<string, unknown>> {
  if (value !== null && typeof value === 'object' && !Array.isArray(value)) return { ...value };
  throw new Error(`${owner}: a policy is no object.`);
}
