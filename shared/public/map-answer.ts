import * as z from 'zod/mini';
import { PublicRoute } from '../tracking/contract.ts';

const spot = z.tuple([z.number(), z.number(), z.number()]);

/** The answer of `GET /visits/{visitId}/map`. */
export const VisitMap = z
  .object({
    route: z.optional(PublicRoute),
    streets: z.optional(
      z.object({
        side: z.number(),
        parks: z.string(),
        water: z.string(),
        streets: z.string(),
        mains: z.string(),
        rail: z.string(),
        names: z.array(z.tuple([z.string()], spot)),
        credit: z.optional(z.string()),
      }),
    ),
  })
  .register(z.globalRegistry, {
    id: 'VisitMap',
    description:
      'streets: SVG path data on a grid of 1024 steps a side, the address in its middle, north up; each name with places ' +
      'where it could be written (x, y, degrees). route: what lies ahead, while the caller drives there.',
  });
