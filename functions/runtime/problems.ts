import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { log } from '../../shared/kernel/log.ts';
import { measureFor } from '../../shared/kernel/metrics.ts';
import { Problem } from '../../shared/kernel/problem.ts';
import { type Reply, reply } from './reply.ts';

const PROBLEM_JSON = { 'content-type': 'application/problem+json' };

const fault = () => new Problem(500, 'fault', 'Our fault', 'Something broke on our side; try again shortly.');

/**
 * The one place where a refusal, or a fault, becomes a response. A fault's cause goes to the log alone. First of all
 * middleware, so that whatever is measured knows its request.
 */
export const problems = (): MiddlewareObj<APIGatewayProxyEventV2, Reply, Error> => ({
  before: ({ context }) => measureFor(context),
  onError: (request) => {
    const { error, event } = request;
    if (error instanceof Problem) {
      request.response = problemReply(error);
      return;
    }
    log.error('a request failed', { route: event.routeKey, name: error?.name, error: error as Error });
    request.response = problemReply(fault());
  },
});

export const problemReply = (problem: Problem): Reply =>
  reply(problem.status, problem.toBody(), PROBLEM_JSON);
