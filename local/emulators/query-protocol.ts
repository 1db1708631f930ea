import { randomUUID } from 'node:crypto';
import type { AwsCall, AwsError, AwsRequest, AwsResponse } from './emulator.ts';

/** A value the Query protocol can write: text, a list (`member`s) or a structure. */
export type QueryValue = string | readonly QueryValue[] | QueryMap | { readonly [name: string]: QueryValue };

/** A map with free keys, which the protocol writes as `entry`s, unlike a structure. */
export class QueryMap {
  readonly entries: Readonly<Record<string, string>>;
  constructor(entries: Readonly<Record<string, string>>) {
    this.entries = entries;
  }
}

/** Reads a form-encoded request of a Query service; list and map indexes stay in the flat names (`a.member.1`). */
export function readQueryCall(request: AwsRequest): AwsCall {
  const form = new URLSearchParams(request.body.toString('utf8'));
  const { Action: operation = '', Version: _, ...input } = Object.fromEntries(form);
  return { operation, input };
}

/** The members of a flat list such as `attributes.member.N`. */
export function readMembers(input: Readonly<Record<string, unknown>>, prefix: string): string[] {
  const members: string[] = [];
  for (let n = 1; typeof input[`${prefix}.${n}`] === 'string'; n += 1)
    members.push(String(input[`${prefix}.${n}`]));
  return members;
}

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
