import * as z from 'zod/mini';
import { IMAGE_TYPES } from './image.ts';

/** The body of `POST /uploads`. */
export const UploadInput = z
  .object({
    purpose: z.enum(['logo', 'photo']),
    contentType: z.enum(Object.keys(IMAGE_TYPES) as ImageType[]),
  })
  .register(z.globalRegistry, {
    id: 'UploadInput',
    description: 'logo: of the company, by an owner. photo: of a member, by anybody of the team.',
    examples: [{ purpose: 'photo', contentType: 'image/jpeg' }],
  });

type ImageType = keyof typeof IMAGE_TYPES;
