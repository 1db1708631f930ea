import type { TrackerClient } from '../tracker-client.ts';

/** What the public link said at one moment of a drive; times as recorded, epoch milliseconds. */
export interface Look {
  /** The stack's time of the answer. */
  readonly at: number;
  /** When the technician is expected, where the link says so. */
  readonly arrivesAt?: number;
  /** The earliest and latest arrival, where the link gives a range. */
  readonly range?: readonly [earliest: number, latest: number];
  /** How many routes the stack has asked for since the look before. */
  readonly newRoutes: number;
}

interface Status {
  readonly status: string;
  readonly serverTime: string;
  readonly eta?: { readonly arrivesAt: string; readonly earliest?: string; readonly latest?: string };
}

/**
 * Looks at links as a customer's page that polls does. Routes are counted on the stack's bill: on a stack that
 * others drive on too, theirs are among them.
 * @param shift recorded time + shift = the stack's time, milliseconds
 * @returns what a link says now; undefined unless the technician is on the way
 */
export async function watchLinks(client: TrackerClient, shift: number) {
  let counted = await countRoutes(client);
  const asRecorded = (instant: string) => Date.parse(instant) - shift;
  return async (token: string): Promise<Look | undefined> => {
    const { status, serverTime, eta } = await client.call<Status>('GET', `/t/${token}/status`);
    const count = await countRoutes(client);
    const newRoutes = count - counted;
    counted = count;
    if (status !== 'en_route') return undefined;
    return {
      at: asRecorded(serverTime),
      ...(eta && { arrivesAt: asRecorded(eta.arrivesAt) }),
      ...(eta?.earliest && eta.latest && { range: [asRecorded(eta.earliest), asRecorded(eta.latest)] }),
      newRoutes,
    };
  };
}

async function countRoutes(client: TrackerClient): Promise<number> {
  type Services = Record<string, Record<string, { calls: number } | undefined> | undefined>;
  const { services } = await client.call<{ services: Services }>('GET', '/_local/usage');
  return services['geo-routes']?.['CalculateRoutes']?.calls ?? 0;
}
