import { countOpen } from '../../shared/public/opens/opens-store.ts';
import { saltOfDay } from '../../shared/public/opens/salt-store.ts';
import { addressOf, isViewing, viewerOf } from '../../shared/public/opens/viewer.ts';
import { linkHolder } from '../runtime/link-holder.ts';

/** POST /t/{token}/seen: a page was looked at for a second. Whether it counted is nobody's business. */
export const handler = linkHolder({}, async ({ link, event, now }) => {
  if (isViewing(event.headers)) {
    const address = addressOf(event.headers['x-forwarded-for'], event.requestContext.http.sourceIp);
    const viewer = viewerOf(await saltOfDay(now), address, event.headers['user-agent'] ?? '');
    await countOpen(link.visitId, viewer);
  }
  return { statusCode: 204 };
});
