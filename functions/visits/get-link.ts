import { conflict } from '../../shared/kernel/problem.ts';
import { linkSecret } from '../../shared/visits/link-secret-client.ts';
import { toLinkBody } from '../../shared/visits/link-token.ts';
import { reply } from '../runtime/reply.ts';
import { staff } from '../runtime/staff.ts';
import { visitOfPath } from './visit-of-path.ts';

/** GET /visits/{visitId}/link: the link, its token made again. */
export const handler = staff({ subject: visitOfPath }, async ({ subject: visit }) => {
  if (visit.status === 'cancelled') throw conflict('no-link', 'A cancelled visit has no link.');
  return reply(200, toLinkBody(visit, await linkSecret()));
});
