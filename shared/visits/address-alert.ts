import { alertIdOf, alertOf, type Occurrence } from '../alerts/alert.ts';
import { AlreadySo, alertWrites, closingWrites, findAlert } from '../alerts/alert-store.ts';
import type { Write } from '../kernel/table.ts';
import { instant } from '../kernel/time.ts';
import type { Address, Visit } from './visit.ts';

type Located = Pick<Visit, 'visitId' | 'accountId' | 'customer' | 'address'>;

/** Nobody knows where this visit is: told once for each line that was given. */
const unverifiedAlert = ({ visitId, accountId, customer, address: { line } }: Located): Occurrence => ({
  accountId,
  kind: 'address_unverified',
  subject: visitId,
  occasion: line,
  visitId,
  text: `ADDRESS: “${line}” of ${customer.name} could not be found: no map, no arrival time, and nobody is seen arriving.`,
});

/** What the office is told of a new visit's address, if anything. */
export const newAddressAlert = (visit: Located, now: number): Write[] =>
  visit.address.verified ? [] : alertWrites(alertOf(unverifiedAlert(visit), now));

/**
 * What another address means for the alerts: the old one's is moot, the new one may need its own. Of the same address
 * nothing is read.
 */
export async function addressAlertWrites(
  visit: Located,
  address: Address | undefined,
  now: number,
): Promise<Write[]> {
  if (!address || (address.verified === visit.address.verified && address.line === visit.address.line)) {
    return [];
  }
  const next = { ...visit, address };
  const [old, known] = await Promise.all([alertOn(visit, now), alertOn(next, now)]);
  const isMoot = old && old.acknowledgedAt === undefined;
  return [
    ...(isMoot ? closingWrites({ ...old, acknowledgedAt: instant(now) }) : []),
    ...(known ? [] : newAddressAlert(next, now)),
  ];
}

const alertOn = async (visit: Located, now: number) =>
  visit.address.verified ? undefined : findAlert(alertIdOf(unverifiedAlert(visit)), now);

const TRIES = 3;

/** Runs again what met an alert that somebody raised or closed since it was read. */
export async function whileAlertsChange<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof AlreadySo) || attempt === TRIES) throw error;
    }
  }
}
