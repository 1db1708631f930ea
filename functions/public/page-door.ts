import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { log } from '../../shared/kernel/log.ts';
import { chooseLanguage } from '../../shared/public/choose-language.ts';
import { brokenPage, notFoundPage } from '../../shared/public/page/plain-pages.ts';
import { open } from '../runtime/open.ts';
import { pageReply } from '../runtime/page-reply.ts';
import type { Reply } from '../runtime/reply.ts';
import { looksIn } from './page-looks.ts';

type Show = (event: APIGatewayProxyEventV2, now: number) => Promise<Reply | undefined>;

/**
 * A door for people with a browser: what leads nowhere (`show` has nothing) and what breaks are pages too, the same
 * ones whatever the cause.
 */
export const pageDoor = (show: Show) =>
  open(async (event, now) => {
    const language = chooseLanguage(event.headers['accept-language'], 'en');
    const asked = {
      method: event.requestContext.http.method,
      acceptEncoding: event.headers['accept-encoding'],
    };
    try {
      const shown = await show(event, now);
      return shown ?? pageReply(404, notFoundPage(language, await looksIn(language)), asked);
    } catch (error) {
      log.error('the page could not be shown', error as Error);
      return pageReply(500, brokenPage(language, await looksIn(language)), asked);
    }
  });
