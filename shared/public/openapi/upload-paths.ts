import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { Upload } from '../../uploads/answers.ts';
import { UploadInput } from '../../uploads/contract.ts';
import { staffOperation } from './operation.ts';

/** Where images go. */
export const uploadPaths: ZodOpenApiPathsObject = {
  '/uploads': {
    post: staffOperation({
      id: 'createUpload',
      tag: 'Settings',
      summary: 'Where to post a logo or a photo, once, within five minutes',
      description:
        'PNG, JPEG or WebP of 2 MB at most, never SVG. Everybody can see it, nobody finds it by chance.',
      body: UploadInput,
      answers: { 201: Upload },
    }),
  },
};
