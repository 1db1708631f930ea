import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { chooseLanguage } from '../../shared/public/choose-language.ts';
import { findShownVisit } from '../../shared/public/find-shown-visit.ts';
import { wordsOf } from '../../shared/public/language/languages.ts';
import { keyedStyleUrl } from '../../shared/public/map/map-key-client.ts';
import { bigMapPage, hasBigMap } from '../../shared/public/page/big-map.ts';
import { pageReply } from '../runtime/page-reply.ts';
import { linkHeaders, type Reply } from '../runtime/reply.ts';
import { pageDoor } from './page-door.ts';
import { assets } from './page-looks.ts';

/** GET /t/{token}/map: the map, large. A visit without one leads back to its page. */
export const handler = pageDoor(show);

async function show(event: APIGatewayProxyEventV2, now: number): Promise<Reply | undefined> {
  const token = event.pathParameters?.['token'] ?? '';
  const shown = await findShownVisit(token, now);
  if (!shown) return undefined;
  const { document, timeZone } = shown;
  if (!hasBigMap(document)) return { statusCode: 303, headers: { ...linkHeaders, location: `/t/${token}` } };
  const language = chooseLanguage(event.headers['accept-language'], shown.language);
  const place = { language, timeZone };
  const [styleUrl, files] = await Promise.all([keyedStyleUrl(), assets()]);
  const told = { document, words: wordsOf(language), place, now, token, styleUrl, files };
  return pageReply(200, bigMapPage(told), {
    method: 'GET',
    acceptEncoding: event.headers['accept-encoding'],
  });
}
