import type { Instant } from '../kernel/time.ts';
import { findAccount } from '../team/account-store.ts';
import type { Language } from '../team/settings.ts';
import type { LiveItem } from '../tracking/live.ts';
import { findLive } from '../tracking/live-store.ts';
import { findLink, isViewable, type LinkItem } from '../visits/link-store.ts';
import { openLink } from '../visits/open-link.ts';
import { liveUrl } from './live-url.ts';
import { type StatusDocument, statusDocument } from './status-document.ts';

/** What stands behind a link. */
export interface ShownVisit {
  readonly visitId: string;
  /** Which drive it shows; only while en route. */
  readonly trip?: number;
  readonly document: StatusDocument;
  /** Of a visit that is over: what was done, for its page alone. */
  readonly job?: string;
  /** When the link ends, as things stand. */
  readonly until: Instant;
  /** How long it stays once the work is done, at most. */
  readonly retentionHours: number;
  /** The company's own. */
  readonly language: Language;
  /** Of the address. */
  readonly timeZone: string;
}

/**
 * What a token leads to at `now` (epoch ms). Unknown, malformed, replaced, cancelled and expired ones all cost one
 * read and lead nowhere.
 */
export async function findShownVisit(token: string, now: number): Promise<ShownVisit | undefined> {
  const link = await openLink(token, now);
  return link && shownBy(link, now, undefined);
}

/**
 * The same by the hash of the token.
 * @param known the live item, by whoever just saw it change; otherwise it is read, which may be a moment late. One
 * of another drive is not shown
 */
export async function findShownByHash(
  hash: string,
  now: number,
  known?: LiveItem,
): Promise<ShownVisit | undefined> {
  const link = await findLink(hash);
  return link && isViewable(link, now) ? shownBy(link, now, known) : undefined;
}

async function shownBy(
  link: LinkItem,
  now: number,
  known: LiveItem | undefined,
): Promise<ShownVisit | undefined> {
  const [account, live] = await Promise.all([findAccount(link.accountId, now), liveOf(link, known)]);
  if (!account) return undefined;
  return {
    visitId: link.visitId,
    ...(link.trip !== undefined && { trip: link.trip }),
    document: statusDocument(link, account, live, now, liveUrl()),
    language: account.settings.company.language,
    timeZone: link.timeZone,
    until: link.until,
    retentionHours: account.settings.link.retentionHours,
    ...(link.job !== undefined && { job: link.job }),
  };
}

async function liveOf({ visitId, trip, view }: LinkItem, known: LiveItem | undefined) {
  if (trip === undefined || view.status !== 'en_route') return undefined;
  if (!known) return findLive(visitId, trip);
  return known.trip === trip ? known : undefined;
}
