import * as z from 'zod/mini';
import { instantField } from '../kernel/fields.ts';

/** The answer of `POST /uploads`. */
export const Upload = z
  .object({
    url: z.string(),
    fields: z.record(z.string(), z.string()),
    path: z.string(),
    maxBytes: z.int(),
    expiresAt: instantField,
  })
  .register(z.globalRegistry, {
    id: 'Upload',
    description:
      'Post a form (multipart/form-data) to url: the fields as they are, and the image last, as `file`. Then it is at path, ' +
      'of this origin: what logoUrl and photoUrl take. Pictures carry where they were taken: have the browser draw them anew ' +
      'before they are sent.',
  });
