import type { Instant } from '../kernel/time.ts';
import { without } from '../kernel/without.ts';
import type { Visit } from './visit.ts';

/** The arrival time as staff see it. */
export interface EtaBody {
  readonly arrivesAt: Instant;
  readonly computedAt: Instant;
  readonly distanceMeters: number;
}

/** What is known of a visit beside what stands in it. */
export interface KnownBeside {
  readonly eta?: EtaBody | undefined;
  /** When the arrival message left. */
  readonly arrivalToldAt?: Instant | undefined;
}

/** A visit as the API answers it to staff: without what only steers us. */
export function toVisitBody(visit: Visit, { eta, arrivalToldAt }: KnownBeside = {}) {
  const { technicians, ...shown } = without(
    visit,
    'accountId',
    'driverId',
    'trip',
    'mustLeaveFirst',
    'link',
    'changedAt',
    'steppedAt',
    'movedWith',
    'remindedAt',
    'plannedAt',
  );
  return {
    ...shown,
    technicianIds: technicians.map(({ memberId }) => memberId),
    ...(eta && { eta }),
    ...(arrivalToldAt && { arrivalToldAt }),
  };
}
