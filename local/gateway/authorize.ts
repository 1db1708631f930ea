import type { JSONWebKeySet } from 'jose';
import type { Authorizer, DeployedApi } from '../template/deployment.ts';
import type { FunctionPool } from '../workers/function-pool.ts';
import { type GatewayAnswer, gatewayMessage, serverError } from './answer.ts';
import { createTokenCheck } from './check-token.ts';
import { type Claims, eventPayload, type GatewayRequest } from './event-payload.ts';
import type { RouteMatch } from './match-route.ts';

/** A request that may pass, or the answer it gets instead. */
export type Verdict = { readonly claims?: Claims } | { readonly refusal: GatewayAnswer };

export interface AuthorizeOptions {
  readonly api: DeployedApi;
  readonly pool: FunctionPool;
  /** The keys tokens are signed with. */
  readonly keys: JSONWebKeySet;
}

/** The body never says what is wrong with a token, the header does. */
const unauthorized = (wrong?: string): Verdict => ({
  refusal: gatewayMessage(401, 'Unauthorized', {
    'www-authenticate': wrong
      ? `Bearer scope="" error="invalid_token" error_description="${wrong}"`
      : 'Bearer',
  }),
});

/** The authorizers before the routes: JWTs are checked here, the others ask their function and remember. */
export function createAuthorize({ api, pool, keys }: AuthorizeOptions) {
  const check = createTokenCheck(keys);
  const remembered = new Map<string, { allowed: boolean; until: number }>();

  const checkToken = async (
    authorizer: Authorizer & { type: 'JWT' },
    { headers }: GatewayRequest,
  ): Promise<Verdict> => {
    const verdict = await check(headers['authorization'], authorizer);
    return 'payload' in verdict ? { claims: claimsAsText(verdict.payload) } : unauthorized(verdict.wrong);
  };

  const askFunction = async (
    authorizer: Authorizer & { type: 'REQUEST' },
    request: GatewayRequest,
    match: RouteMatch,
  ): Promise<Verdict> => {
    const identity = authorizer.headers.map((name) => request.headers[name]);
    if (identity.some((value) => value === undefined || value === '')) return unauthorized();
    const key = JSON.stringify([authorizer.functionArn, identity]);
    const known = remembered.get(key);
    if (known && known.until > performance.now()) return known.allowed ? {} : forbidden();
    const { body: _, isBase64Encoded: __, ...event } = eventPayload(request, match, api);
    const outcome = await pool.invoke(authorizer.functionArn, {
      ...event,
      type: 'REQUEST',
      routeArn: `arn:aws:execute-api:us-east-1:000000000000:${api.id}/$default/${match.route.key}`,
      identitySource: identity,
    });
    if (!outcome.ok) return { refusal: serverError() };
    const answer: unknown = JSON.parse(outcome.payload);
    if (answer === null || typeof answer !== 'object' || !('isAuthorized' in answer))
      return { refusal: serverError() };
    const allowed = answer.isAuthorized === true;
    if (authorizer.ttlMs > 0) remembered.set(key, { allowed, until: performance.now() + authorizer.ttlMs });
    return allowed ? {} : forbidden();
  };

  return (request: GatewayRequest, match: RouteMatch): Promise<Verdict> | Verdict => {
    const { authorizer } = match.route;
    if (!authorizer) return {};
    return authorizer.type === 'JWT'
      ? checkToken(authorizer, request)
      : askFunction(authorizer, request, match);
  };
}

const forbidden = (): Verdict => ({ refusal: gatewayMessage(403, 'Forbidden') });

/** API Gateway hands every claim on as text, a list as `[a b]`. */
function claimsAsText(payload: Readonly<Record<string, unknown>>): Claims {
  return Object.fromEntries(
    Object.entries(payload).map(([name, value]) => [
      name,
      Array.isArray(value)
        ? `[${value.join(' ')}]`
        : typeof value === 'object'
          ? JSON.stringify(value)
          : String(value),
    ]),
  );
}
