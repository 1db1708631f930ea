import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import { forbidden } from '../../shared/kernel/problem.ts';
import { bodyText, parseJson } from './body.ts';
import { type Claims, readClaims } from './claims.ts';
import { problems } from './problems.ts';
import type { Reply } from './reply.ts';

export interface TechnicianRequest {
  /** JSON, otherwise unchecked. */
  readonly body: unknown;
  readonly technician: Claims;
  /** Epoch milliseconds. */
  readonly now: number;
}

/**
 * The busiest door: like `staff`, but it reads neither member nor account. That access has ended, or that the
 * account is not switched on, is for the condition of its one write to find out.
 */
export const technicianOnly = (handle: (request: TechnicianRequest) => Promise<Reply>) =>
  middy<APIGatewayProxyEventV2, Reply>()
    .use(problems())
    .handler((event) => {
      const technician = readClaims(event as APIGatewayProxyEventV2WithJWTAuthorizer);
      if (technician.role !== 'technician') throw forbidden(`Not as a ${technician.role}.`);
      return handle({ body: parseJson(bodyText(event)), technician, now: Date.now() });
    });
