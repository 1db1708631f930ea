import type { AlertFact } from '../alerts/alert-fact.ts';
import type { EventFact } from '../events/event-fact.ts';
import type { MemoFact } from '../team/memo-fact.ts';
import type { VehicleFact } from '../vehicles/vehicle-fact.ts';
import type { Fact } from './visit.ts';

/** What happened to a visit, as it goes on the bus. */
export type VisitFactEvent = Pick<
  Fact,
  | 'factId'
  | 'kind'
  | 'visitId'
  | 'accountId'
  | 'version'
  | 'at'
  | 'from'
  | 'to'
  | 'trip'
  | 'technicianId'
  | 'messageId'
>;

/**
 * A fact as it goes on the bus, of a visit, an alert, a vehicle, an event or a memo: ids and particulars, no personal data. Reasons are what
 * people typed and stay on the timeline, as the words of an alert stay in it.
 */
export type FactEvent = VisitFactEvent | AlertFact | VehicleFact | EventFact | MemoFact;

/** A stored attribute as a stream record carries it. */
interface Attribute {
  readonly S?: string;
  readonly N?: string;
}

const OF_VISIT = [
  'factId',
  'kind',
  'visitId',
  'accountId',
  'at',
  'from',
  'to',
  'technicianId',
  'messageId',
] as const;
const TEXTS = [...OF_VISIT, 'alertId', 'alertKind', 'memberId', 'vehicleId', 'eventId', 'memoId'] as const;
const NUMBERS = ['version', 'trip'] as const;

/** Reads the event out of a stream record's new image. */
export function factEventOf(image: Readonly<Record<string, Attribute | undefined>>): FactEvent {
  const texts = TEXTS.flatMap((name) => {
    const text = image[name]?.S;
    return text === undefined ? [] : [[name, text] as const];
  });
  const numbers = NUMBERS.flatMap((name) => {
    const number = image[name]?.N;
    return number === undefined ? [] : [[name, Number(number)] as const];
  });
  return Object.fromEntries([...texts, ...numbers]) as unknown as FactEvent;
}

/** A timeline entry as it goes on the bus. */
export const toFactEvent = (fact: Fact): FactEvent =>
  Object.fromEntries(
    [...OF_VISIT, ...NUMBERS].flatMap((name) => (fact[name] === undefined ? [] : [[name, fact[name]]])),
  ) as unknown as FactEvent;
