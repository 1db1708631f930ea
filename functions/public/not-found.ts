import { notFound, Problem } from '../../shared/kernel/problem.ts';
import { routes } from '../routes.ts';
import { open } from '../runtime/open.ts';
import { problemReply } from '../runtime/problems.ts';
import type { Reply } from '../runtime/reply.ts';

/** Whatever no route names: a path of ours by another method (405), or the same problem as for anything not there. */
export const handler = open(async ({ rawPath }) => {
  const methods = methodsOf(rawPath);
  if (methods.length === 0) throw notFound();
  return notAllowed(methods);
});

const ways = Object.keys(routes).flatMap((key) => {
  const [method = '', path] = key.split(' ');
  return path === undefined ? [] : [{ method, path: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`) }];
});

const methodsOf = (asked: string): string[] =>
  ways.filter(({ path }) => path.test(asked)).map(({ method }) => method);

/** Which methods there are, is in the document for everybody to read. */
function notAllowed(methods: readonly string[]): Reply {
  const allow = methods.join(', ');
  const detail = `This path has ${allow}.`;
  const { headers, ...answer } = problemReply(
    new Problem(405, 'method-not-allowed', 'Not by this method', detail),
  );
  return { ...answer, headers: { ...headers, allow } };
}
