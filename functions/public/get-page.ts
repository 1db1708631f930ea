import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { DAY, epoch, SECOND } from '../../shared/kernel/time.ts';
import { chooseLanguage } from '../../shared/public/choose-language.ts';
import { findShownVisit } from '../../shared/public/find-shown-visit.ts';
import { wordsOf } from '../../shared/public/language/languages.ts';
import { statusPage } from '../../shared/public/page/page.ts';
import { sketchFor } from '../../shared/public/sketch/sketch-for.ts';
import { pageReply } from '../runtime/page-reply.ts';
import type { Reply } from '../runtime/reply.ts';
import { pageDoor } from './page-door.ts';
import { looksIn } from './page-looks.ts';

/** GET, HEAD /t/{token}: the page a customer sees. Looking at it changes nothing. */
export const handler = pageDoor(show);

async function show(event: APIGatewayProxyEventV2, now: number): Promise<Reply | undefined> {
  const token = event.pathParameters?.['token'] ?? '';
  const shown = await findShownVisit(token, now);
  if (!shown) return undefined;
  const { document, timeZone, visitId, job, until: closesAt, retentionHours } = shown;
  const language = chooseLanguage(event.headers['accept-language'], shown.language);
  const sketch = await sketchFor(visitId, document);
  const told = {
    document,
    words: wordsOf(language),
    place: { language, timeZone },
    now,
    sketch,
    token,
    job,
    closesAt,
    retentionHours,
  };
  const reply = pageReply(200, statusPage(told, await looksIn(language)), {
    method: event.requestContext.http.method,
    acceptEncoding: event.headers['accept-encoding'],
  });
  return { ...reply, headers: { ...reply.headers, ...comingBack(epoch(closesAt) - now) } };
}

/** A page left open until its link has closed comes anew then, and finds nothing; one that is opened again asks anyway. */
const comingBack = (left: number) => (left < DAY ? { refresh: `${Math.ceil(left / SECOND)}` } : {});
