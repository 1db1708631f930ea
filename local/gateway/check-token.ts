import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTPayload, jwtVerify } from 'jose';

/** What a JWT authorizer is set up with. */
export interface TokenRules {
  readonly issuer: string;
  readonly audience: readonly string[];
}

/** What the token says, or what is wrong with it: nothing in particular when there is none. */
export type TokenVerdict = { readonly payload: JWTPayload } | { readonly wrong?: string };

const BAD_AUDIENCE = 'the token does not have a valid audience';

/**
 * Checks tokens as API Gateway's JWT authorizers do: with or without `Bearer`, by the key its `kid` names, RSA alone;
 * issuer, `aud` (or `client_id`, where there is no `aud`), `exp`, `nbf` and `iat` by the machine's own clock.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
export function createTokenCheck(keys: JSONWebKeySet) {
  const keyOf = createLocalJWKSet(keys);
  return async (given: string | undefined, { issuer, audience }: TokenRules): Promise<TokenVerdict> => {
    const token = /^(?:Bearer )?(\S+)$/i.exec(given ?? '')?.[1];
    if (!token) return {};
    try {
      const { payload } = await jwtVerify(
        token,
        (header, input) => {
          if (typeof header.kid !== 'string') throw new errors.JWKSNoMatchingKey();
          return keyOf(header, input);
        },
        { algorithms: ['RS256', 'RS384', 'RS512'], issuer, requiredClaims: ['exp'] },
      );
      if ((payload.iat ?? 0) > Date.now() / 1000) return { wrong: 'the token was issued in the future' };
      const meant = [payload.aud ?? payload['client_id'] ?? []].flat();
      return meant.some((one) => audience.includes(String(one))) ? { payload } : { wrong: BAD_AUDIENCE };
    } catch (error) {
      return {
        wrong: error instanceof errors.JWTExpired ? 'the token has expired' : 'the token is not valid',
      };
    }
  };
}
