import * as z from 'zod/mini';
import { dayField } from '../kernel/fields.ts';

/** The query of `GET /reports/summary`. */
export const SummaryQuery = z.object({ from: dayField, to: dayField });
