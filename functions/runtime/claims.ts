import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import { Problem } from '../../shared/kernel/problem.ts';
import type { Role } from '../../shared/team/member.ts';

/** Who the JWT says is calling; the gateway has checked its signature, issuer, audience and expiry. */
export interface Claims {
  readonly accountId: string;
  readonly memberId: string;
  readonly role: Role;
}

const ROLES: readonly Role[] = ['owner', 'dispatcher', 'technician'];

/**
 * Reads the claims in the form an HTTP API hands them to a Lambda: groups arrive as the string `[owner]`.
 * @throws Problem 401 when one of them is missing
 */
export function readClaims(event: APIGatewayProxyEventV2WithJWTAuthorizer): Claims {
  const claims = event.requestContext.authorizer?.jwt?.claims ?? {};
  const groups = String(claims['cognito:groups'] ?? '')
    .replace(/^\[|\]$/g, '')
    .split(/[\s,]+/);
  const role = ROLES.find((candidate) => groups.includes(candidate));
  const accountId = claims['custom:account_id'];
  const memberId = claims['custom:member_id'];
  if (!role || typeof accountId !== 'string' || typeof memberId !== 'string') {
    throw new Problem(401, 'unauthorized', 'Not signed in', 'The token lacks the claims of a team member.');
  }
  return { accountId, memberId, role };
}
