import { randomUUID } from 'node:crypto';
import {
  type AwsCall,
  AwsError,
  type AwsRequest,
  type AwsResponse,
  type Emulator,
  InvalidInput,
} from './emulator.ts';
import type { Operation } from './operation.ts';

/** A value the Query protocol can write: text, a list (`member`s) or a structure. */
export type QueryValue = string | readonly QueryValue[] | QueryMap | { readonly [name: string]: QueryValue };

/** A map with free keys, which the protocol writes as `entry`s, unlike a structure. */
export class QueryMap {
  readonly entries: Readonly<Record<string, string>>;
  constructor(entries: Readonly<Record<string, string>>) {
    this.entries = entries;
  }
}

export interface QueryService {
  readonly service: Emulator['service'];
  readonly signingNames: readonly string[];
  /** The XML namespace of its answers. */
  readonly namespace: string;
  readonly operations: Readonly<Record<string, Operation<QueryValue>>>;
  /** What the service says of an input that breaks its model. */
  readonly invalid: (error: InvalidInput) => AwsError;
}

/** A service that speaks the Query protocol: a form in, XML out. */
export function createQueryEmulator(options: QueryService): Emulator {
  const { service, signingNames, namespace, operations, invalid } = options;
  return {
    service,
    signingNames,
    operations: Object.keys(operations),
    parse: readQueryCall,
    handle({ operation, input }) {
      const found = operations[operation];
      if (!found) throw new AwsError(400, 'InvalidAction', `The action ${operation} is not valid.`);
      return queryReply(namespace, operation, found.run(input));
    },
    refuse: (error) => refuseQuery(namespace, error instanceof InvalidInput ? invalid(error) : error),
  };
}

type Tree = { [name: string]: Tree | string };

/** Reads a form: `a.member.1` is a list's first member, `a.entry.1.key` and `.value` (or `Name`, `Value`) a map's. */
export function readQueryCall({ body }: AwsRequest): AwsCall {
  const tree: Tree = Object.create(null);
  for (const [path, value] of new URLSearchParams(body.toString('utf8'))) plant(tree, path.split('.'), value);
  const { Action: operation, Version: _, ...input } = tree;
  return { operation: typeof operation === 'string' ? operation : '', input: mapValues(input, toInput) };
}

function plant(tree: Tree, [name = '', ...rest]: readonly string[], value: string): void {
  if (rest.length === 0) {
    tree[name] = value;
    return;
  }
  const below = tree[name];
  const branch: Tree = below instanceof Object || below === undefined ? (below ?? {}) : {};
  tree[name] = branch;
  plant(branch, rest, value);
}

function toInput(value: Tree | string): unknown {
  if (typeof value === 'string') return value;
  const { member, entry } = value;
  if (member instanceof Object) return Object.values(member).map(toInput);
  if (!(entry instanceof Object)) return mapValues(value, toInput);
  const pairs = Object.values(entry).map((pair): [string, unknown] => {
    const { key, Name = key, value: plain, Value = plain } = pair instanceof Object ? pair : {};
    return [String(Name), Value === undefined ? undefined : toInput(Value)];
  });
  return Object.fromEntries(pairs);
}

const mapValues = (tree: Tree, map: (value: Tree | string) => unknown): Record<string, unknown> =>
  Object.fromEntries(Object.entries(tree).map(([name, value]) => [name, map(value)]));

/** An answer of a Query service. */
export function queryReply(namespace: string, operation: string, result: QueryValue): AwsResponse {
  const inner = `<${operation}Result>${toXml(result)}</${operation}Result>`;
  const meta = `<ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata>`;
  return xml(200, `<${operation}Response xmlns="${namespace}">${inner}${meta}</${operation}Response>`);
}

/** A refusal of a Query service. */
export function refuseQuery(namespace: string, error: AwsError): AwsResponse {
  const fault = error.status < 500 ? 'Sender' : 'Receiver';
  const inner = toXml({ Type: fault, Code: error.code, Message: error.message });
  const id = `<RequestId>${randomUUID()}</RequestId>`;
  return xml(
    error.status,
    `<ErrorResponse xmlns="${namespace}"><Error>${inner}</Error>${id}</ErrorResponse>`,
  );
}

function xml(status: number, body: string): AwsResponse {
  return { status, headers: { 'content-type': 'text/xml' }, body };
}

function toXml(value: QueryValue): string {
  if (typeof value === 'string') return escapeXml(value);
  if (isList(value)) return value.map((member) => `<member>${toXml(member)}</member>`).join('');
  if (value instanceof QueryMap) return Object.entries(value.entries).map(entryXml).join('');
  return Object.entries(value)
    .map(([name, member]) => `<${name}>${toXml(member)}</${name}>`)
    .join('');
}

function entryXml([key, value]: [string, string]): string {
  return `<entry><key>${escapeXml(key)}</key><value>${escapeXml(value)}</value></entry>`;
}

function isList(value: QueryValue): value is readonly QueryValue[] {
  return Array.isArray(value);
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
