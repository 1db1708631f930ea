import {
  CALL_FAULTS,
  DELIVERY_FAULTS,
  FAULT_KINDS,
  FAULT_SERVICES,
  type Fault,
  type FaultKind,
} from '../faults/faults.ts';
import { badField } from './json-door.ts';

type Body = Readonly<Record<string, unknown>>;

/** Reads the body of `POST /_local/faults`. @throws ControlProblem 400 */
export function readFault(body: Body): Fault {
  const service = oneOf(body, 'service', FAULT_SERVICES);
  const kind = oneOf(body, 'kind', FAULT_KINDS);
  if (!kindsOf(service).includes(kind)) throw badField('kind', `${kind} cannot happen to ${service}`);
  const operation = body['operation'];
  if (operation !== undefined && typeof operation !== 'string') throw badField('operation', 'must be a text');
  const times = number(body, 'times', (value) => Number.isInteger(value) && value >= 1, 'must be 1 or more');
  const probability = number(body, 'probability', (value) => value >= 0 && value <= 1, 'must be from 0 to 1');
  return {
    service,
    kind,
    when: body['when'] === undefined ? 'before' : oneOf(body, 'when', ['before', 'after'] as const),
    ...(operation === undefined ? {} : { operation }),
    ...(times === undefined ? {} : { times }),
    ...(probability === undefined ? {} : { probability }),
  };
}

/** What can happen to a service beside what can happen to every call. */
const FURTHER: Partial<Record<Fault['service'], readonly FaultKind[]>> = {
  events: [...DELIVERY_FAULTS, 'item-errors'],
  streams: DELIVERY_FAULTS,
  location: ['item-errors'],
  'geo-routes': ['no-route'],
};
const kindsOf = (service: Fault['service']): readonly FaultKind[] => [
  ...CALL_FAULTS,
  ...(FURTHER[service] ?? []),
];

/** What can happen to which service. */
export const faultKinds: Readonly<Record<string, readonly FaultKind[]>> = Object.fromEntries(
  FAULT_SERVICES.map((service) => [service, kindsOf(service)]),
);

function oneOf<T extends string>(body: Body, name: string, values: readonly T[]): T {
  const found = values.find((value) => value === body[name]);
  if (found === undefined) throw badField(name, `must be one of ${values.join(', ')}`);
  return found;
}

function number(
  body: Body,
  name: string,
  fits: (value: number) => boolean,
  detail: string,
): number | undefined {
  const value = body[name];
  if (value === undefined) return undefined;
  if (typeof value !== 'number' || !fits(value)) throw badField(name, detail);
  return value;
}
