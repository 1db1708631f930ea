import { findAccount } from '../team/account-store.ts';
import type { Language } from '../team/settings.ts';
import { findLive } from '../tracking/live-store.ts';
import { findLink, isViewable, type LinkItem } from '../visits/link-store.ts';
import { linkHash } from '../visits/link-token.ts';
import { type StatusDocument, statusDocument } from './status-document.ts';

/** What stands behind a link. */
export interface ShownVisit {
  readonly document: StatusDocument;
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
  const link = await findLink(linkHash(token));
  if (!link || !isViewable(link, now)) return undefined;
  const [account, live] = await Promise.all([findAccount(link.accountId, now), liveOf(link)]);
  if (!account) return undefined;
  return {
    document: statusDocument(link, account, live, now),
    language: account.settings.company.language,
    timeZone: link.timeZone,
  };
}

const liveOf = async ({ visitId, trip, view }: LinkItem) =>
  trip !== undefined && view.status === 'en_route' ? findLive(visitId, trip) : undefined;
