import type { Uses } from './grants.ts';

/** Asked before every route without a JWT, and before a socket opens: did this come through the distribution? */
export const gate = {
  door: 'public/check-origin',
  header: 'x-origin-verify',
  uses: { originSecret: true, origins: true },
} as const satisfies { door: string; header: string; uses: Uses };
