import * as z from 'zod/mini';
import { SIDES } from './drawing/sketch.ts';

/** Which square of streets; the smallest, unless told. Sizes, not places: an address of a request may be logged. */
export const MapQuery = z.object({ side: z._default(z.enum(SIDES.map(String)), String(SIDES[0])) });
