import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type * as z from 'zod/mini';
import { notFound, Problem } from '../../shared/kernel/problem.ts';
import type { LinkItem } from '../../shared/visits/link-store.ts';
import { openLink } from '../../shared/visits/open-link.ts';
import { open } from './open.ts';
import { bodyText, parseBody } from './parse.ts';
import { problemReply } from './problems.ts';
import { forLinks, type Reply } from './reply.ts';

/** A request of somebody who holds a link that leads somewhere. */
export interface LinkHolderRequest<Body> {
  readonly link: LinkItem;
  readonly token: string;
  readonly body: Body;
  readonly event: APIGatewayProxyEventV2;
  /** Epoch milliseconds. */
  readonly now: number;
}

/**
 * A door for whoever holds a link. Tokens that lead nowhere, for whatever cause, cost one read and get one and the
 * same 404, before anything else of the request is looked at.
 */
export const linkHolder = <Body = undefined>(
  { body: schema }: { readonly body?: z.ZodMiniType<Body> },
  handle: (request: LinkHolderRequest<Body>) => Promise<Reply>,
) =>
  open(async (event, now) => {
    try {
      const token = event.pathParameters?.['token'] ?? '';
      const link = await openLink(token, now);
      if (!link) throw notFound();
      const body = (schema ? parseBody(schema, bodyText(event)) : undefined) as Body;
      return forLinks(await handle({ link, token, body, event, now }));
    } catch (error) {
      if (error instanceof Problem) return forLinks(problemReply(error));
      throw error;
    }
  });
