import { SIGN_IN_PATH } from '../identity/sign-in-path.ts';
import { MAPS_PATH } from '../town/tiles/serve-map.ts';
import { type Identity, identify, type Place } from './physical-names.ts';

/** A synthesised CloudFormation template, as far as it is read. */
export interface Template {
  readonly Parameters?: Readonly<Record<string, { readonly Default?: unknown }>>;
  readonly Conditions?: Readonly<Record<string, unknown>>;
  readonly Mappings?: Readonly<Record<string, Record<string, Record<string, unknown>>>>;
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs?: Readonly<Record<string, { readonly Value: unknown; readonly Condition?: string }>>;
}

export interface Resource {
  readonly Type: string;
  readonly Condition?: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

export interface Resolver {
  /** Resolves every intrinsic function in a value. @throws Error naming what cannot be resolved */
  resolve(value: unknown): unknown;
  /** Whether a resource or output with this condition exists. */
  holds(condition: string | undefined): boolean;
  identity(logicalId: string): Identity;
}

/** What a resolver needs besides the template. */
export interface ResolveOptions {
  readonly place: Place;
  /** Parameter values that differ from the defaults. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** The value of a secret, for `{{resolve:secretsmanager:…}}`. */
  readonly secret: (id: string) => string;
}

const NO_VALUE = Symbol('AWS::NoValue');
const SIGN_IN_PAGES = /https:\/\/[^./\s]+\.auth\.[^./\s]+\.amazoncognito\.com/g;
const SECRET = /\{\{resolve:secretsmanager:(.+?):SecretString:[^}]*\}\}/g;

/** Resolves Ref, GetAtt, Join, Sub, Select, Split, If, FindInMap and secrets, with CloudFormation's meaning. */
export function createResolver(template: Template, options: ResolveOptions): Resolver {
  const { place } = options;
  const identities = new Map<string, Identity>();
  const pseudo: Readonly<Record<string, unknown>> = {
    'AWS::Region': place.region,
    'AWS::AccountId': place.accountId,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::StackName': place.stackName,
    'AWS::StackId': `arn:aws:cloudformation:${place.region}:${place.accountId}:stack/${place.stackName}/local`,
    'AWS::NoValue': NO_VALUE,
  };

  const identity = (logicalId: string): Identity => {
    const known = identities.get(logicalId);
    if (known) return known;
    const resource = template.Resources[logicalId];
    if (!resource) throw new Error(`The template refers to ${logicalId}, which it does not declare.`);
    const made = identify(place, logicalId, resource.Type, resource.Properties ?? {});
    identities.set(logicalId, made);
    return made;
  };
  const ref = (name: string): unknown => {
    if (name in pseudo) return pseudo[name];
    const parameter = template.Parameters?.[name];
    if (parameter) return options.parameters?.[name] ?? parameter.Default ?? '';
    return identity(name).ref;
  };
  const attribute = (argument: unknown): string => {
    const [logicalId = '', ...rest] = Array.isArray(argument)
      ? argument.map(String)
      : String(argument).split('.');
    return identity(logicalId).attribute(rest.join('.'));
  };
  const holds = (condition: string | undefined): boolean =>
    condition === undefined || resolve(template.Conditions?.[condition]) === true;
  const list = (value: unknown): unknown[] => {
    const resolved = resolve(value);
    return Array.isArray(resolved) ? resolved : [resolved];
  };
  const substitute = (argument: unknown): string => {
    const [text, values] = Array.isArray(argument) ? argument : [argument, {}];
    return String(text).replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
      if (literal) return `\${${name}}`;
      if (name in values) return String(resolve(values[name]));
      return String(name.includes('.') ? attribute(name) : ref(name));
    });
  };

  const functions: Readonly<Record<string, (argument: unknown) => unknown>> = {
    Ref: (name) => ref(String(name)),
    Condition: (name) => holds(String(name)),
    'Fn::GetAtt': attribute,
    'Fn::Sub': substitute,
    'Fn::Join': (argument) => {
      const [separator, parts] = argument as [string, unknown];
      return list(parts).map(String).join(separator);
    },
    'Fn::Select': (argument) => {
      const [index, from] = argument as [unknown, unknown];
      return list(from)[Number(resolve(index))];
    },
    'Fn::Split': (argument) => {
      const [separator, text] = argument as [string, unknown];
      return String(resolve(text)).split(separator);
    },
    'Fn::If': (argument) => {
      const [condition, yes, no] = argument as [string, unknown, unknown];
      return resolve(holds(condition) ? yes : no);
    },
    'Fn::FindInMap': (argument) => {
      const [map, first, second] = list(argument).map(String);
      return template.Mappings?.[map ?? '']?.[first ?? '']?.[second ?? ''];
    },
    'Fn::Equals': (argument) => {
      const [a, b] = list(argument);
      return String(a) === String(b);
    },
    'Fn::Not': (argument) => !list(argument)[0],
    'Fn::And': (argument) => list(argument).every((one) => one === true),
    'Fn::Or': (argument) => list(argument).some((one) => one === true),
  };

  function resolve(value: unknown): unknown {
    if (typeof value === 'string') return value;
    if (Array.isArray(value)) return value.map(resolve).filter((one) => one !== NO_VALUE);
    if (value === null || typeof value !== 'object') return value;
    const entries = Object.entries(value);
    const [name, argument] = entries[0] ?? ['', undefined];
    const intrinsic = entries.length === 1 ? functions[name] : undefined;
    if (intrinsic) return intrinsic(argument);
    const resolved = entries.map(([key, one]) => [key, resolve(one)] as const);
    return Object.fromEntries(resolved.filter(([, one]) => one !== NO_VALUE));
  }

  return {
    resolve: (value) => finish(resolve(value), options),
    holds,
    identity,
  };
}

/**
 * Secrets last, when the text around them is complete; the distribution is spoken to without TLS here, and the maps
 * that browsers get are the local cloud's too, as are the pages they sign in at.
 */
function finish(value: unknown, { place, secret }: ResolveOptions): unknown {
  const text = (one: string) =>
    one
      .replace(SECRET, (_, id: string) => secret(id))
      .replaceAll(`https://${place.publicHost}`, `http://${place.publicHost}`)
      .replaceAll(`https://maps.geo.${place.region}.amazonaws.com`, `http://${place.publicHost}${MAPS_PATH}`)
      .replaceAll(`wss://${place.publicHost}`, `ws://${place.publicHost}`)
      .replace(SIGN_IN_PAGES, `http://${place.publicHost}${SIGN_IN_PATH}`);
  const walk = (one: unknown): unknown => {
    if (typeof one === 'string') return text(one);
    if (Array.isArray(one)) return one.map(walk);
    if (one === null || typeof one !== 'object') return one;
    return Object.fromEntries(Object.entries(one).map(([key, part]) => [key, walk(part)]));
  };
  return walk(value);
}
