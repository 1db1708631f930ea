import type { Answer } from './ask.ts';
import type { Attempt, Kind } from './attempts.ts';
import type { Operation } from './document.ts';

/** Something an answer should not be: which rule it breaks, and how. */
export interface Fault {
  readonly rule: string;
  readonly detail: string;
}

/** CloudFront itself answers for files, and knows of methods only that it lets two through. */
const OF_FILES = ['/openapi.json'];

const isRefusal = (status: number) => status >= 400 && status < 500;
/** Nobody is let in, or what the path names has gone meanwhile: that comes before everything else. */
const isBefore = (status: number) => [403, 404, 429].includes(status);

/**
 * A 400 only where it depends on the visit's status whether a reason is needed, which no schema can say. A 422 is for
 * what is right in shape: a window that ends before it begins.
 */
const isAccepted = (status: number, { operation: { path } }: Attempt, { text }: Answer) =>
  ![400, 413, 415].includes(status) ||
  (path === '/visits' && text.includes('is required, or customerId')) ||
  (path === '/visits/{visitId}/status' && text.includes('"pointer":"/reason","detail":"is required"'));

/** Whose access has ended still stands in the list of the team, and can be ended again. */
const staysListed = ({ path }: Operation) => path === '/team/members/{memberId}';

/** What each kind of request has to be answered with, in the names of schemathesis where it has one. */
const RULES: Readonly<
  Record<Kind, readonly [rule: string, holds: (status: number, attempt: Attempt, answer: Answer) => boolean]>
> = {
  good: ['positive_data_acceptance', isAccepted],
  twice: ['positive_data_acceptance', isAccepted],
  'wrong-body': ['negative_data_rejection', (status) => [400, 422].includes(status) || isBefore(status)],
  'wrong-query': ['negative_data_rejection', (status) => [400, 422].includes(status) || isBefore(status)],
  'wrong-header': ['negative_data_rejection', isRefusal],
  'no-json': ['negative_data_rejection', (status) => status === 400 || isBefore(status)],
  'other-type': ['negative_data_rejection', (status) => status === 415 || isBefore(status)],
  huge: ['negative_data_rejection', (status) => status === 413 || isBefore(status)],
  odd: ['not_a_server_error', () => true],
  stranger: ['ignored_auth', (status) => status === 401],
  'wrong-role': ['ignored_auth', (status) => status === 403],
  'other-account': ['ignored_auth', (status) => status === 404],
  nowhere: ['use_of_nothing', (status, { operation }) => status === 404 || isThrownAway(operation)],
  method: [
    'unsupported_method',
    (status, { operation }) => status === 405 || OF_FILES.includes(operation.path),
  ],
  gone: ['use_after_free', (status, { operation }) => status === 404 || staysListed(operation)],
  made: ['ensure_resource_availability', (status) => status < 300],
};

/** What is bad is answered like the rest, for apps that send again whatever was refused. */
const isThrownAway = ({ path }: Operation) => path.startsWith('/ingest/');

/** What is wrong with an answer. */
export function faultsOf(attempt: Attempt, answer: Answer): Fault[] {
  const { status } = answer;
  if (status >= 500) return [fault('not_a_server_error', `answers ${status}`)];
  const [rule, holds] = RULES[attempt.kind];
  const broken = holds(status, attempt, answer)
    ? []
    : [fault(rule, `answers ${status} ${answer.text.slice(0, 200)}`)];
  if (attempt.kind === 'method') return [...broken, ...allowOf(attempt, answer)];
  return [...broken, ...againstDocument(attempt, answer)];
}

const fault = (rule: string, detail: string): Fault => ({ rule, detail });

/** A method that is not allowed is told which are (RFC 9110, 15.5.6). */
const allowOf = ({ ask }: Attempt, { status, headers }: Answer): Fault[] =>
  status === 405 && (!headers['allow'] || headers['allow'].split(', ').includes(ask.method))
    ? [fault('unsupported_method', `allows ${headers['allow']}`)]
    : [];

function againstDocument({ operation }: Attempt, { status, headers, text }: Answer): Fault[] {
  const told = operation.responses[status];
  if (!told) return [fault('status_code_conformance', `answers ${status}, which the document does not have`)];
  const missing = Object.entries(told.headers).flatMap(([name, { required, checked }]) => {
    const value = headers[name.toLowerCase()];
    if (value === undefined) return required ? [fault('response_headers_conformance', `lacks ${name}`)] : [];
    return checked.fits(value) ? [] : [fault('response_headers_conformance', `${name} is ${value}`)];
  });
  return [
    ...missing,
    ...bodyFaults(operation, told.content, headers['content-type']?.split(';')[0], { status, text }),
  ];
}

function bodyFaults(
  { method }: Operation,
  content: Operation['responses'][string]['content'],
  media: string | undefined,
  { status, text }: Pick<Answer, 'status' | 'text'>,
): Fault[] {
  const types = Object.keys(content);
  if (types.length === 0)
    return text === '' ? [] : [fault('response_schema_conformance', `answers ${status} with a body`)];
  if (media === undefined || !types.includes(media))
    return [fault('content_type_conformance', `answers ${status} as ${media}`)];
  const schema = content[media];
  if (!schema || method === 'HEAD') return [];
  const value = parsed(text);
  if (value === undefined) return [fault('response_schema_conformance', `answers ${status} with no JSON`)];
  if (schema.fits(value)) return [];
  const [first] = schema.fits.errors ?? [];
  return [fault('response_schema_conformance', `${status}: ${first?.instancePath} ${first?.message}`)];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
