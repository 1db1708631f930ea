import type { APIGatewayRequestAuthorizerEventV2, APIGatewaySimpleAuthorizerResult } from 'aws-lambda';
import { cameThroughTheDoor } from '../runtime/only-door.ts';

/** The gateway asks before routes without a JWT, and remembers the answer for an hour per secret it is shown. */
export const handler = async (
  event: APIGatewayRequestAuthorizerEventV2,
): Promise<APIGatewaySimpleAuthorizerResult> => ({ isAuthorized: cameThroughTheDoor(event.headers) });
