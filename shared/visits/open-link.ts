import { measure } from '../kernel/metrics.ts';
import { findLink, isViewable, type LinkItem } from './link-store.ts';
import { linkHash } from './link-token.ts';

/**
 * The link that somebody opens by its token, if it leads anywhere at `now` (epoch ms). Unknown, malformed, replaced,
 * cancelled and expired tokens all cost one read; what leads nowhere is counted.
 */
export async function openLink(token: string, now: number): Promise<LinkItem | undefined> {
  const link = await findLink(linkHash(token));
  if (link && isViewable(link, now)) return link;
  measure('DeadLinks', { Cause: link ? 'expired' : 'unknown' });
  return undefined;
}
