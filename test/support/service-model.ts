import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/**
 * A service's own model, as its SDK client carries it: shapes, required members, bindings and error statuses from
 * the compiled schemas, enums from the type declarations, the errors of an operation from its documentation.
 * Lengths, ranges and patterns are not in it: the SDK is compiled without them.
 */
export interface ServiceModel {
  operation(name: string): OperationModel | undefined;
  /** The shape of an error, by the name the SDK throws it under. */
  error(name: string): { readonly status: number; readonly shape: Shape } | undefined;
}

export interface OperationModel {
  readonly input: Shape;
  readonly output: Shape;
  /** The errors the operation lists. */
  readonly errors: readonly string[];
}

export interface Shape {
  readonly kind: 'structure' | 'list' | 'map' | 'text' | 'number' | 'boolean' | 'time' | 'bytes' | 'document';
  /** What a text may be, where the model says so. */
  readonly oneOf?: readonly string[];
  /** Of a list or map. */
  readonly of?: Shape;
  /** Of a structure; resolved when asked, for shapes may hold themselves. */
  members(): readonly Member[];
}

export interface Member {
  readonly name: string;
  /** Its name in JSON. */
  readonly wireName: string;
  readonly required: boolean;
  /** Where it travels. */
  readonly in: 'body' | 'path' | 'query' | 'header' | 'payload';
  readonly shape: Shape;
}

type Tuple = readonly unknown[];
type Traits = Readonly<Record<string, unknown>>;

// What the compiled schemas say by numbers (smithy-typescript, schema serde).
const [LIST, MAP, OPERATION] = [1, 2, 9];
const STRUCTURES = new Set([3, -3, 4]);
const [LISTS_OF, MAPS_OF] = [64, 128];
const KINDS: Readonly<Record<number, Shape['kind']>> = {
  0: 'text',
  1: 'number',
  2: 'boolean',
  4: 'time',
  5: 'time',
  6: 'time',
  7: 'time',
  15: 'document',
  17: 'number',
  19: 'number',
  21: 'bytes',
  42: 'bytes',
};
const [IN_PATH, AS_PAYLOAD] = [1, 16];
const NOTHING: Shape = { kind: 'structure', members: () => [] };

/** @param sdk what the client's package exports @param name of the package, such as `client-sns` */
export function readModel(sdk: Readonly<Record<string, unknown>>, name: string): ServiceModel {
  const entry = fileURLToPath(import.meta.resolve(`@aws-sdk/${name}`));
  const types = join(dirname(dirname(entry)), 'dist-types');
  const enums = readEnums(join(types, 'models'));
  const tuple = (exported: string) => (Array.isArray(sdk[exported]) ? (sdk[exported] as Tuple) : undefined);
  return {
    operation(operation) {
      const found = tuple(`${operation}$`);
      if (found?.[0] !== OPERATION) return undefined;
      const documentation = readFileSync(join(types, 'commands', `${operation}Command.d.ts`), 'utf8');
      const errors = [...documentation.matchAll(/@throws \{@link (\w+)\}/g)].map(([, error = '']) => error);
      return { input: shapeOf(found[4], enums), output: shapeOf(found[5], enums), errors };
    },
    error(error) {
      const found = tuple(`${error}$`);
      if (found?.[0] !== -3) return undefined;
      const { error: fault, httpError = fault === 'server' ? 500 : 400 } = traitsOf(found[3]);
      return { status: Number(httpError), shape: shapeOf(found, enums) };
    },
  };
}

type Enums = (structure: string, member: string) => readonly string[] | undefined;

function shapeOf(reference: unknown, enums: Enums, oneOf?: readonly string[]): Shape {
  if (typeof reference === 'function') return shapeOf(reference(), enums, oneOf);
  if (typeof reference === 'string') return NOTHING;
  if (typeof reference === 'number') return simple(reference, oneOf);
  const [kind, name, ...rest] = reference as Tuple;
  // A member: what it refers to, and its traits.
  if (typeof name !== 'string') return shapeOf(kind, enums, oneOf);
  if (kind === LIST) return { kind: 'list', of: shapeOf(rest[2], enums, oneOf), members: () => [] };
  if (kind === MAP) return { kind: 'map', of: shapeOf(rest[3], enums, oneOf), members: () => [] };
  if (STRUCTURES.has(Number(kind))) return structure(reference as Tuple, enums);
  return shapeOf(rest[2], enums, oneOf);
}

function simple(code: number, oneOf: readonly string[] | undefined): Shape {
  if (code >= MAPS_OF) return { kind: 'map', of: simple(code - MAPS_OF, oneOf), members: () => [] };
  if (code >= LISTS_OF) return { kind: 'list', of: simple(code - LISTS_OF, oneOf), members: () => [] };
  const kind = KINDS[code];
  if (!kind) throw new Error(`The schemas have a kind ${code} that is not known here.`);
  return { kind, ...(oneOf && kind === 'text' ? { oneOf } : {}), members: () => [] };
}

function structure([, , name, , names, references, required = 0]: Tuple, enums: Enums): Shape {
  const members = () =>
    (names as readonly string[]).map((member, index): Member => {
      const reference = (references as Tuple)[index];
      const traits = Array.isArray(reference) ? traitsOf(reference[1]) : {};
      return {
        name: member,
        wireName: String(traits['jsonName'] ?? member),
        required: index < Number(required),
        in: placeOf(traits),
        shape: shapeOf(reference, enums, enums(String(name), member)),
      };
    });
  return { kind: 'structure', members };
}

function traitsOf(traits: unknown): Traits {
  if (typeof traits === 'number')
    return { path: (traits & IN_PATH) !== 0, payload: (traits & AS_PAYLOAD) !== 0 };
  return Array.isArray(traits) ? Object.assign({}, ...traits.map(traitsOf)) : ((traits ?? {}) as Traits);
}

function placeOf(traits: Traits): Member['in'] {
  if (traits['path'] || traits['httpLabel']) return 'path';
  if (traits['payload'] || traits['httpPayload']) return 'payload';
  if (traits['httpQuery']) return 'query';
  return traits['httpHeader'] ? 'header' : 'body';
}

/** Which members of which structures have enums for their types. */
function readEnums(folder: string): Enums {
  const values = new Map<string, readonly string[]>();
  const typeOf = new Map<string, string>();
  for (const file of readdirSync(folder).filter((file) => file.endsWith('.d.ts'))) {
    const source = ts.createSourceFile(
      file,
      readFileSync(join(folder, file), 'utf8'),
      ts.ScriptTarget.Latest,
    );
    for (const node of source.statements) {
      if (ts.isVariableStatement(node) || ts.isTypeAliasDeclaration(node)) noteEnum(node, source, values);
      if (ts.isInterfaceDeclaration(node) || ts.isClassDeclaration(node)) noteMembers(node, source, typeOf);
    }
  }
  return (structure, member) => values.get(typeOf.get(`${structure}.${member}`) ?? '');
}

function noteEnum(
  node: ts.VariableStatement | ts.TypeAliasDeclaration,
  source: ts.SourceFile,
  values: Map<string, readonly string[]>,
): void {
  const text = node.getText(source);
  const [, name = ''] = /export (?:declare const|type) (\w+)\b/.exec(text) ?? [];
  const given = [...text.replace(/\/\*[\s\S]*?\*\//g, '').matchAll(/"([^"]*)"/g)].map(([, one = '']) => one);
  if (given.length > 0) values.set(name, given);
}

function noteMembers(
  node: ts.InterfaceDeclaration | ts.ClassDeclaration,
  source: ts.SourceFile,
  typeOf: Map<string, string>,
): void {
  for (const member of node.members) {
    if (!ts.isPropertySignature(member) && !ts.isPropertyDeclaration(member)) continue;
    // The leaf of `X | undefined`, `X[]`, `Record<string, X>`.
    const [leaf] = /\w+(?=[\]>[\s|]*(undefined)?$)/.exec(member.type?.getText(source) ?? '') ?? [];
    if (leaf) typeOf.set(`${node.name?.text}.${member.name.getText(source)}`, leaf);
  }
}
