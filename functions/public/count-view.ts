import { countPageView } from '../../shared/public/page-views/page-view-store.ts';
import { saltOfDay } from '../../shared/public/page-views/salt-store.ts';
import { addressOf, isViewing, viewerOf } from '../../shared/public/page-views/viewer.ts';
import { linkHolder } from '../runtime/link-holder.ts';

/** POST /t/{token}/seen: a page was looked at for a second. Whether it counted is nobody's business. */
export const handler = linkHolder({}, async ({ link, event, now }) => {
  if (isViewing(event.headers)) {
    const address = addressOf(event.headers['x-forwarded-for'], event.requestContext.http.sourceIp);
    const viewer = viewerOf(await saltOfDay(now), address, event.headers['user-agent'] ?? '');
    await countPageView(link.visitId, viewer);
  }
  return { statusCode: 204 };
});
