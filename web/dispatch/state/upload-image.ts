import type { Session } from '../../session/session.ts';
import { answerOf, createTracker, Unreachable } from '../api/client.ts';

/** Why a file is not taken. */
export class NotTaken extends Error {
  readonly why: 'type' | 'size';
  constructor(why: 'type' | 'size') {
    super(why);
    this.why = why;
  }
}

export const TAKEN = ['image/png', 'image/jpeg', 'image/webp'] as const;
type Taken = (typeof TAKEN)[number];

/** What a camera makes is less; more is no picture, px at the longer side. */
const LARGEST_FILE = 25 * 1024 * 1024;
const SIDE = { logo: 640, photo: 512 } as const;

/**
 * Puts a picture where customers can see it, drawn anew before: smaller, and without where it was taken.
 * @returns its path on this origin
 * @throws NotTaken, Refused, Unreachable, SignedOut
 */
export async function uploadImage(session: Session, file: File, purpose: 'logo' | 'photo'): Promise<string> {
  const contentType = TAKEN.find((type) => type === file.type);
  if (!contentType) throw new NotTaken('type');
  if (file.size > LARGEST_FILE) throw new NotTaken('size');
  const image = await drawnAnew(file, contentType, SIDE[purpose]);
  const api = createTracker(session);
  const { url, fields, path, maxBytes } = await answerOf(
    api.POST('/uploads', { body: { purpose, contentType } }),
  );
  if (image.size > maxBytes) throw new NotTaken('size');
  const form = new FormData();
  for (const [name, value] of Object.entries<string>(fields)) form.append(name, value);
  form.append('file', image);
  const answer = await fetch(url, { method: 'POST', body: form }).catch(() => undefined);
  if (!answer?.ok) throw new Unreachable();
  return path;
}

async function drawnAnew(file: File, type: Taken, side: number): Promise<Blob> {
  const picture = await createImageBitmap(file).catch((): never => {
    throw new NotTaken('type');
  });
  const share = Math.min(1, side / Math.max(picture.width, picture.height));
  const [width, height] = [picture.width, picture.height].map((px) => Math.max(1, Math.round(px * share)));
  const canvas = new OffscreenCanvas(width ?? 1, height ?? 1);
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return canvas.convertToBlob({ type, quality: 0.88 });
}
