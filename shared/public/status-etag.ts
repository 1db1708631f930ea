import { sha256 } from '../kernel/ids.ts';
import type { StatusDocument } from './status-document.ts';

/** Changes with whatever the document says, except the time of day. */
export const statusEtag = (document: StatusDocument): string =>
  `"${sha256(JSON.stringify({ ...document, serverTime: '' })).slice(0, 32)}"`;

/** True when the asker's `If-None-Match` names this very document. */
export const isKnown = (ifNoneMatch: string | undefined, etag: string): boolean =>
  (ifNoneMatch ?? '')
    .split(',')
    .map((tag) => tag.trim().replace(/^W\//, ''))
    .some((tag) => tag === etag || tag === '*');
