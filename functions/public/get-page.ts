import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { log } from '../../shared/kernel/log.ts';
import { chooseLanguage } from '../../shared/public/choose-language.ts';
import { findShownVisit } from '../../shared/public/find-shown-visit.ts';
import { wordsOf } from '../../shared/public/language/words.ts';
import { statusPage } from '../../shared/public/page/page.ts';
import { brokenPage, notFoundPage } from '../../shared/public/page/plain-pages.ts';
import { sketchFor } from '../../shared/public/sketch/sketch-for.ts';
import { open } from '../runtime/open.ts';
import { pageReply } from '../runtime/page-reply.ts';
import type { Reply } from '../runtime/reply.ts';
import { looksIn } from './page-looks.ts';

/** GET, HEAD /t/{token}: the page a customer sees. Looking at it changes nothing. */
export const handler = open(async (event, now) => {
  const wish = event.headers['accept-language'];
  const asked = {
    method: event.requestContext.http.method,
    acceptEncoding: event.headers['accept-encoding'],
  };
  try {
    return await show(event, now, asked);
  } catch (error) {
    log.error('the page could not be shown', error as Error);
    const language = chooseLanguage(wish, 'en');
    return pageReply(500, brokenPage(language, await looksIn(language)), asked);
  }
});

async function show(
  event: APIGatewayProxyEventV2,
  now: number,
  asked: Parameters<typeof pageReply>[2],
): Promise<Reply> {
  const wish = event.headers['accept-language'];
  const shown = await findShownVisit(event.pathParameters?.['token'] ?? '', now);
  if (!shown) {
    const language = chooseLanguage(wish, 'en');
    return pageReply(404, notFoundPage(language, await looksIn(language)), asked);
  }
  const { document, timeZone, visitId } = shown;
  const language = chooseLanguage(wish, shown.language);
  const sketch = await sketchFor(visitId, document);
  const told = { document, words: wordsOf(language), place: { language, timeZone }, now, sketch };
  const page = statusPage(told, await looksIn(language));
  return pageReply(200, page, asked);
}
