import * as z from 'zod/mini';
import { dayField, idField } from '../kernel/fields.ts';

/** The query of `GET /reports/summary`. */
export const SummaryQuery = z.object({ from: dayField, to: dayField, memberId: z.optional(idField) });
