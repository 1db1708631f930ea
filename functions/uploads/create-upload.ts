import { forbidden } from '../../shared/kernel/problem.ts';
import { UploadInput } from '../../shared/uploads/contract.ts';
import { reply } from '../runtime/reply.ts';
import { staff } from '../runtime/staff.ts';

/** POST /uploads: where an image of the company or of a member goes. */
export const handler = staff({ body: UploadInput }, async ({ body, member: { role }, now }) => {
  if (body.purpose === 'logo' && role !== 'owner') throw forbidden('The logo is the owner’s to change.');
  const { allowUpload } = await import('../../shared/uploads/upload-client.ts');
  return reply(201, await allowUpload(body.contentType, now));
});
