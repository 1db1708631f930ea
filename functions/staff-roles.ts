import { type Role, routes } from './routes.ts';

/**
 * Who of the team may call each route. The build gives a function those of its own routes alone, as they stand here: the
 * whole table of routes would be 8 KB of every cold start.
 */
export const staffRoles: Readonly<Record<string, readonly Role[]>> = Object.fromEntries(
  Object.entries(routes).flatMap(([key, { roles }]) => (roles ? [[key, roles]] : [])),
);
