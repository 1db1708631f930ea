import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { Problem } from '../../shared/kernel/problem.ts';

/** Far above any honest request; a batch of 100 fixes is some 15 KB. */
const MAX_BODY_BYTES = 256 * 1024;

/**
 * The body as text.
 * @throws Problem 413 when too large, 415 when it is not declared as JSON
 */
export function bodyText(event: APIGatewayProxyEventV2): string {
  const text = sentText(event);
  if (Buffer.byteLength(text) > MAX_BODY_BYTES) {
    throw new Problem(413, 'too-large', 'Too large', `A body may have ${MAX_BODY_BYTES} bytes at most.`);
  }
  const type = (event.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (text !== '' && type !== 'application/json') {
    throw new Problem(415, 'not-json', 'Wrong content type', 'Send application/json.');
  }
  return text;
}

/** The body as text, of whatever type and size. */
export const sentText = (event: APIGatewayProxyEventV2): string =>
  event.isBase64Encoded ? Buffer.from(event.body ?? '', 'base64').toString('utf8') : (event.body ?? '');

/** The escape of half a character: an emoji cut in two. */
const SURROGATE = /\\u[dD][89a-fA-F]/;

/**
 * Half characters become U+FFFD, as everywhere on the web: no store could keep them.
 * @throws Problem 400 when the text is not JSON; no text at all is an empty object
 */
export function parseJson(text: string): unknown {
  try {
    if (text === '') return {};
    return SURROGATE.test(text) ? JSON.parse(text, wholeCharacters) : JSON.parse(text);
  } catch {
    throw new Problem(400, 'malformed', 'Not JSON', 'The body is not valid JSON.');
  }
}

const wholeCharacters = (_: string, value: unknown) =>
  typeof value === 'string' ? value.toWellFormed() : value;
