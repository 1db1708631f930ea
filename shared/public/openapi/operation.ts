import * as z from 'zod/mini';
import type { ZodOpenApiOperationObject } from 'zod-openapi';

/** Every refusal and fault, RFC 9457. */
const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    errors: z.optional(z.array(z.object({ pointer: z.string(), detail: z.string() }))),
    allowed: z.optional(z.array(z.string())),
    conflictingVisitId: z.optional(z.string()),
    conflictingCustomerId: z.optional(z.string()),
  })
  .register(z.globalRegistry, {
    id: 'Problem',
    description:
      'errors: JSON pointers into the request. allowed: the statuses the visit could take now. conflictingVisitId: ' +
      'the visit the technician is on the way to. conflictingCustomerId: the customer who has that number.',
    examples: [
      {
        type: 'urn:service-tracker:problem:illegal-step',
        title: 'Not possible now',
        status: 409,
        detail: 'A visit that is completed cannot become en_route.',
        allowed: [],
      },
    ],
  });

const MEANING: Readonly<Record<number, string>> = {
  400: 'Not JSON, a missing field, a wrong type, or an unknown value.',
  401: 'No token, or not a good one. The gateway’s own body: `{"message": "Unauthorized"}`.',
  403: 'Not with this role; or the account is not switched on (`account-not-enabled`).',
  404: 'Not there, or not yours: the same answer.',
  409: 'Not in the present state.',
  412: 'Changed since the version in If-Match.',
  413: 'Too large.',
  415: 'Not application/json.',
  422: 'The right shape, but impossible.',
  429: 'Too fast. The gateway’s own body: `{"message": "Too Many Requests"}`.',
};

/** The gateway answers these itself, before any code of ours. */
const GATEWAY = [401, 429];

const gatewayBody = z.object({ message: z.string() }).register(z.globalRegistry, { id: 'GatewayRefusal' });

const refusal = (status: number) => ({
  description: MEANING[status] ?? 'Refused.',
  content: GATEWAY.includes(status)
    ? { 'application/json': { schema: gatewayBody } }
    : { 'application/problem+json': { schema: Problem } },
});

/** One route, in as few words as it takes; the rest follows from them. */
export interface Told {
  readonly id: string;
  readonly tag:
    | 'Visits'
    | 'Links'
    | 'Customers'
    | 'Alerts'
    | 'Live'
    | 'Settings'
    | 'Team'
    | 'Events'
    | 'Reports'
    | 'Time'
    | 'Positions'
    | 'Devices'
    | 'Vehicles'
    | 'Webhooks'
    | 'Public';
  readonly summary: string;
  readonly description?: string;
  readonly path?: readonly string[];
  readonly query?: z.ZodMiniObject;
  readonly body?: z.ZodMiniType;
  /** What it answers when it goes well: status to schema, or to the media type of what is no JSON; null for no body. */
  readonly answers: Readonly<Record<number, z.ZodMiniType | string | null>>;
  /** True where the same is answered as a table to `Accept: text/csv`. */
  readonly csv?: true;
  /** Refusals beyond those every route of its kind has. */
  readonly refusals?: readonly number[];
  /** True where If-Match is understood. */
  readonly versioned?: true;
  /** True where an Idempotency-Key is understood. */
  readonly idempotent?: true;
}

const ifMatch = z.optional(z.string()).register(z.globalRegistry, {
  description: 'The version (ETag) the change is meant for.',
  examples: ['"7"'],
});
const idempotencyKey = z
  .optional(z.string().check(z.minLength(1), z.maxLength(255)))
  .register(z.globalRegistry, {
    description: 'The same key again, within a day, acts once and answers the same thing.',
  });

/** A route of the team's, behind the JWT. */
export const staffOperation = (told: Told): ZodOpenApiOperationObject => ({
  ...operation(told, [401, 403, ...(told.path ? [404] : [])]),
  security: [{ staff: [] }],
});

/** A route that needs no token. */
export const publicOperation = (told: Told): ZodOpenApiOperationObject => ({
  ...operation(told, []),
  security: [],
});

function operation(told: Told, usual: readonly number[]): ZodOpenApiOperationObject {
  const { id, tag, summary, description, body, answers } = told;
  const checked = checksOf(told);
  const refusals = [...usual, ...checked, ...(told.refusals ?? []), ...(told.versioned ? [412] : []), 429];
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description !== undefined && { description }),
    requestParams: requestParams(told),
    ...(body && {
      requestBody: { required: !isOptional(body), content: { 'application/json': { schema: body } } },
    }),
    responses: Object.fromEntries([
      ...Object.entries(answers).map(([status, schema]) => [status, answer(schema, told.csv)]),
      ...[...new Set(refusals)].sort().map((status) => [String(status), refusal(status)]),
    ]),
  };
}

/** What is looked at may be refused; a route that acts also refuses half a request, although it needs no body. */
function checksOf({ body, query, versioned, idempotent }: Told): number[] {
  if (body) return [400, 413, 415, 422];
  if (versioned || idempotent) return [400, 413, 415];
  return query ? [400, 422] : [];
}

/** A body of which nothing is needed need not be sent. */
const isOptional = (body: z.ZodMiniType) => z.safeParse(body, {}).success;

const answer = (told: z.ZodMiniType | string | null, csv = false) => ({
  description: 'As asked.',
  ...(told && { content: { ...contentOf(told), ...(csv && { 'text/csv': {} }) } }),
});

const contentOf = (told: z.ZodMiniType | string) =>
  typeof told === 'string' ? { [told]: {} } : { 'application/json': { schema: told } };

/** A route of the pages: what leads nowhere is a page as well. */
export const pageOperation = (told: Omit<Told, 'tag' | 'path' | 'answers'>, more: readonly number[] = []) => {
  const { responses, ...rest } = publicOperation({ ...told, tag: 'Public', path: ['token'], answers: {} });
  const leadingOn = more.map((status) => [String(status), { description: 'It leads to another page.' }]);
  const page = (description: string) => ({ description, content: { 'text/html': {} } });
  return {
    ...rest,
    responses: {
      ...responses,
      '200': page('The page.'),
      ...Object.fromEntries(leadingOn),
      '404': page('Unknown, replaced, cancelled or expired: one and the same page.'),
    },
  };
};

function requestParams({ path = [], query, versioned, idempotent }: Told) {
  const header = {
    ...(versioned && { 'If-Match': ifMatch }),
    ...(idempotent && { 'Idempotency-Key': idempotencyKey }),
  };
  return {
    ...(path.length > 0 && { path: z.object(Object.fromEntries(path.map((name) => [name, z.string()]))) }),
    ...(query && { query }),
    ...(Object.keys(header).length > 0 && { header: z.object(header) }),
  };
}
