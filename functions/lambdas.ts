import { gate } from './gate.ts';
import { together, type Uses } from './grants.ts';
import { reservedForRoutes, routes, socketRoutes } from './routes.ts';
import { subscriptions } from './subscriptions.ts';

/** A Lambda function: the doors behind it, and what they reach between them. */
export interface Lambda {
  /** By the key of its route; a function that opens one door alone is told nothing to choose by. */
  readonly doors: Readonly<Record<string, string>>;
  readonly uses: Uses;
}

interface Grouped {
  readonly group: string;
  readonly door: string;
  readonly uses: Uses;
}

const byGroup = (table: Readonly<Record<string, Grouped>>): Record<string, Lambda> =>
  Object.fromEntries(
    [...new Set(Object.values(table).map(({ group }) => group))].map((name) => {
      const own = Object.entries(table).filter(([, { group }]) => group === name);
      return [
        name,
        {
          doors: Object.fromEntries(own.map(([key, { door }]) => [key, door])),
          uses: together(own.map(([, { uses }]) => uses)),
        },
      ];
    }),
  );

const alone = (door: string, uses: Uses): Lambda => ({ doors: { [door]: door }, uses });

/** Every Lambda there is, by name: one a group of routes, one a subscription, and the gate. */
export const lambdas: Readonly<Record<string, Lambda>> = {
  ...byGroup(routes),
  ...byGroup(socketRoutes),
  'check-origin': alone(gate.door, gate.uses),
  ...Object.fromEntries(
    Object.entries(subscriptions).map(([name, { door, uses }]) => [name, alone(door, uses)]),
  ),
};

/** Concurrent executions kept for some, by function; never so many that less than 100 of 1,000 are left for others. */
export const reserved: Readonly<Record<string, number>> = {
  ...reservedForRoutes,
  ...Object.fromEntries(
    Object.entries(subscriptions).flatMap(([name, { reserved }]) => (reserved ? [[name, reserved]] : [])),
  ),
};

/**
 * The name of the function behind a door.
 * @throws Error when no table names the door
 */
export function lambdaOf(door: string): string {
  const found = Object.entries(lambdas).find(([, { doors }]) => Object.values(doors).includes(door));
  if (!found) throw new Error(`No function opens the door ${door}.`);
  return found[0];
}
