import { MINUTE } from '../kernel/time.ts';

/** What is taken, and how its name ends. No SVG: it may hold a script. */
export const IMAGE_TYPES = { 'image/png': 'png', 'image/jpeg': 'jpg', 'image/webp': 'webp' } as const;

/** Room for a photograph that a browser has made smaller. */
export const MAX_BYTES = 2 * 1024 * 1024;

/** How long an upload may take to begin. */
export const UPLOAD_WITHIN = 5 * MINUTE;
