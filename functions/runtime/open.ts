import middy from '@middy/core';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { problems } from './problems.ts';
import type { Reply } from './reply.ts';

/** A door that anybody may knock at: a refusal becomes a problem, nothing else. */
export const open = (handle: (event: APIGatewayProxyEventV2, now: number) => Promise<Reply>) =>
  middy<APIGatewayProxyEventV2, Reply>()
    .use(problems())
    .handler((event) => handle(event, Date.now()));
