import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createObjects } from '../../../local/objects/kept-objects.ts';
import { createPostObject, OBJECTS_PATH } from '../../../local/objects/post-object.ts';
import { createUsage } from '../../../local/usage/usage.ts';
import { MAX_BYTES, UPLOAD_WITHIN } from '../../../shared/uploads/image.ts';
import { aCompany, type Company, call, startDoors, type Who } from '../../support/staff-api.ts';

let doors: Awaited<ReturnType<typeof startDoors>>;
let server: Server;
let firm: Company;
let objects: ReturnType<typeof createObjects>;
let later = 0;

beforeAll(async () => {
  doors = await startDoors();
  firm = await aCompany();
  objects = createObjects(doors.world.store);
  const guard = { admit: () => undefined };
  const s3 = createPostObject({ objects, guard, usage: createUsage(), now: () => Date.now() + later });
  server = createServer((incoming, outgoing) => void s3(incoming, outgoing));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${port}${OBJECTS_PATH}`,
    AWS_SECRET_ACCESS_KEY: 'local',
    MEDIA_BUCKET: 'media-bucket',
  });
});
afterAll(async () => {
  server?.close();
  await doors?.stop();
});

interface Target {
  readonly url: string;
  readonly fields: Record<string, string>;
  readonly path: string;
}
const allow = (as: Who, body: object) => call('POST /uploads', { as, body });
const aTarget = async (contentType = 'image/png'): Promise<Target> =>
  (await allow(firm.marcus, { purpose: 'photo', contentType })).body;
const image = (bytes: number) => new Blob([new Uint8Array(bytes)]);
/** Posts a form as a browser does. */
async function post({ url, fields }: Target, file: Blob, more: Record<string, string> = {}) {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...fields, ...more })) form.append(name, value);
  form.append('file', file, 'me.png');
  const answer = await fetch(url, { method: 'POST', body: form });
  return [answer.status, /<Code>(\w+)</.exec(await answer.text())?.[1]];
}
const keptAt = ({ path }: Target) => objects.get('media-bucket', path.slice(1));

describe('an upload', () => {
  it('puts one image where the answer says, with its type, for good', async () => {
    const target = await aTarget('image/webp');
    expect(target.path).toMatch(/^\/media\/[\w-]{22}\.webp$/);
    expect(JSON.stringify(target)).not.toContain(firm.accountId);
    expect(await post(target, image(MAX_BYTES))).toEqual([204, undefined]);
    expect(keptAt(target)).toMatchObject({
      headers: { 'content-type': 'image/webp', 'cache-control': 'public, max-age=31536000, immutable' },
    });
  });

  it.each<[string, Blob, Record<string, string>, number, string]>([
    ['that is larger', image(MAX_BYTES + 1), {}, 400, 'EntityTooLarge'],
    ['that is empty', image(0), {}, 400, 'EntityTooSmall'],
    ['of another type', image(1), { 'Content-Type': 'image/svg+xml' }, 403, 'AccessDenied'],
    ['at another place', image(1), { key: 'assets/map.js' }, 403, 'AccessDenied'],
    ['with more than was allowed', image(1), { acl: 'public-read' }, 403, 'AccessDenied'],
    ['by another policy', image(1), { Policy: 'e30=' }, 403, 'SignatureDoesNotMatch'],
  ])('takes none %s', async (_, file, more, status, code) => {
    const target = await aTarget();
    expect(await post(target, file, more)).toEqual([status, code]);
    expect(keptAt(target)).toBeUndefined();
  });

  it('begins within five minutes', async () => {
    const target = await aTarget();
    later = UPLOAD_WITHIN + 1000;
    expect(await post(target, image(1))).toEqual([403, 'AccessDenied']);
    later = UPLOAD_WITHIN - 2000;
    expect(await post(target, image(1))).toEqual([204, undefined]);
    later = 0;
  });

  it('is of a logo by an owner, of a photo by anybody, and never a picture that may hold a script', async () => {
    const status = async (as: Who, purpose: string, contentType = 'image/png') =>
      (await allow(as, { purpose, contentType })).status;
    expect(await status(firm.owner, 'logo')).toBe(201);
    expect(await status(firm.desk, 'logo')).toBe(403);
    expect(await status(firm.marcus, 'photo', 'image/jpeg')).toBe(201);
    expect(await status(firm.owner, 'logo', 'image/svg+xml')).toBe(400);
  });

  it('is what a logo and a photo take, as nothing else without https is', async () => {
    const { path } = await aTarget();
    const logo = (logoUrl: string) =>
      call('PUT /settings', { as: firm.owner, body: { company: { logoUrl } } });
    expect((await logo(path)).body.company.logoUrl).toBe(path);
    for (const wrong of ['/media/../x.png', '/logo.png', 'http://example.com/a.png', 'javascript:1', '']) {
      expect((await logo(wrong)).status, wrong).toBe(422);
    }
    const photo = { as: firm.marcus, path: { memberId: firm.marcus.memberId }, body: { photoUrl: path } };
    expect((await call('PATCH /team/members/{memberId}', photo)).body.member.photoUrl).toBe(path);
  });
});
