import { createHash, randomBytes } from 'node:crypto';

/** A new unguessable id (120 bits), e.g. `visit_8fJk…`; within what geofence and device ids may contain. */
export const newId = (
  prefix: 'visit' | 'customer' | 'message' | 'member' | 'account' | 'vehicle' | 'webhook' | 'event',
): string => `${prefix}_${randomBytes(15).toString('base64url')}`;

/** SHA-256 in hex: how secrets (link tokens) become keys. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
