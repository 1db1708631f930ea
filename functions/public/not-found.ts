import { notFound } from '../../shared/kernel/problem.ts';
import { open } from '../runtime/open.ts';

/** Every path that no route names: the same problem as for anything that is not there. */
export const handler = open(async () => {
  throw notFound();
});
