import { notFound } from '../../shared/kernel/problem.ts';
import { findShownVisit } from '../../shared/public/find-shown-visit.ts';
import { isKnown, statusEtag } from '../../shared/public/status-etag.ts';
import { open } from '../runtime/open.ts';
import { problemReply } from '../runtime/problems.ts';
import { forLinks, linkHeaders, reply } from '../runtime/reply.ts';

/** GET /t/{token}/status: what the page shows, as JSON. */
export const handler = open(async (event, now) => {
  const shown = await findShownVisit(event.pathParameters?.['token'] ?? '', now);
  if (!shown) return forLinks(problemReply(notFound()));
  const etag = statusEtag(shown.document);
  if (isKnown(event.headers['if-none-match'], etag)) {
    return { statusCode: 304, headers: { ...linkHeaders, etag } };
  }
  return forLinks(reply(200, shown.document, { etag }));
});
