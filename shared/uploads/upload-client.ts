import { randomBytes } from 'node:crypto';
import { S3Client } from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { instant, SECOND } from '../kernel/time.ts';
import { IMAGE_TYPES, MAX_BYTES, UPLOAD_WITHIN } from './image.ts';

const client = new S3Client({});

/** It never changes: another image is another name. */
const KEPT = 'public, max-age=31536000, immutable';

/**
 * Lets whoever has the answer put one image of this type where everybody can see it, within five minutes. Nobody is
 * named by where it is.
 * @param now epoch ms
 */
export async function allowUpload(contentType: keyof typeof IMAGE_TYPES, now: number) {
  const Key = `media/${randomBytes(16).toString('base64url')}.${IMAGE_TYPES[contentType]}`;
  const { url, fields } = await createPresignedPost(client, {
    Bucket: bucket(),
    Key,
    Fields: { 'Content-Type': contentType, 'Cache-Control': KEPT },
    Conditions: [['content-length-range', 1, MAX_BYTES]],
    Expires: UPLOAD_WITHIN / SECOND,
  });
  return { url, fields, path: `/${Key}`, maxBytes: MAX_BYTES, expiresAt: instant(now + UPLOAD_WITHIN) };
}

function bucket(): string {
  const name = process.env['MEDIA_BUCKET'];
  if (!name) throw new Error('The environment variable MEDIA_BUCKET is not set.');
  return name;
}
