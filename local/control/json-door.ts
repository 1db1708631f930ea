import type { IncomingMessage, ServerResponse } from 'node:http';
import { BodyTooLarge, readBody } from '../endpoint/read-body.ts';

/** A refusal of a `/_local` call, told as problem+json (RFC 9457). */
export class ControlProblem extends Error {
  readonly status: number;
  readonly more: object;
  constructor(status: number, detail: string, more: object = {}) {
    super(detail);
    this.status = status;
    this.more = more;
  }
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'Invalid request',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  413: 'Too large',
  500: 'Our fault',
  503: 'Not yet',
};
const MAX_BODY = 1024 * 1024;

/** Answers with JSON; nothing of it is kept. */
export function sendJson(outgoing: ServerResponse, status: number, body: unknown): void {
  outgoing.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  outgoing.end(JSON.stringify(body));
}

export function sendProblem(outgoing: ServerResponse, { status, message, more }: ControlProblem): void {
  const body = { type: 'about:blank', title: TITLES[status] ?? 'Refused', status, detail: message, ...more };
  outgoing.writeHead(status, { 'content-type': 'application/problem+json', 'cache-control': 'no-store' });
  outgoing.end(JSON.stringify(body));
}

/** The body as a JSON object; an empty one when there is none. @throws ControlProblem 400, 413 */
export async function readJson(incoming: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  const body = await readBody(incoming, MAX_BODY).catch((error: unknown) => {
    throw error instanceof BodyTooLarge ? new ControlProblem(413, 'The body is too large.') : error;
  });
  if (body.length === 0) return {};
  const value = parse(body.toString('utf8'));
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw new ControlProblem(400, 'The body must be a JSON object.');
  return { ...value };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ControlProblem(400, 'The body is not valid JSON.');
  }
}

/** A refusal that points at one member of the body. */
export const badField = (name: string, detail: string) =>
  new ControlProblem(400, `${name}: ${detail}`, { errors: [{ pointer: `/${name}`, detail }] });
