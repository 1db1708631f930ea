import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { routes } from '../../../functions/routes.ts';
import { bundling, ownRoles } from '../../../scripts/build.ts';

/** The roles as a function with these routes has them. */
async function rolesIn(keys: readonly string[]) {
  const { outputFiles } = await build({
    ...bundling,
    stdin: {
      contents: "export { staffRoles } from './functions/staff-roles.ts'",
      resolveDir: bundling.absWorkingDir,
    },
    outdir: '.build/roles',
    write: false,
    plugins: [ownRoles(keys)],
  });
  const code = Buffer.from(outputFiles[0]?.contents ?? []).toString('base64');
  return (await import(`data:text/javascript;base64,${code}`)).staffRoles;
}

it('a function knows who may call its own routes, and lets nobody call others', async () => {
  const keys = Object.keys(routes).filter((key) => routes[key]?.access === 'staff');
  const all = Object.fromEntries(keys.map((key) => [key, routes[key]?.roles]));
  expect(keys.length).toBeGreaterThan(50);
  expect(await rolesIn(keys)).toEqual(all);
  expect(await rolesIn(['GET /me', 'PUT /settings', 'GET /t/{token}'])).toEqual({
    'GET /me': ['owner', 'dispatcher', 'technician'],
    'PUT /settings': ['owner'],
  });
});
