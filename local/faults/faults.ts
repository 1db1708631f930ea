/** The services faults can be put into. */
export const FAULT_SERVICES = [
  'sns',
  'ses',
  'webpush',
  'location',
  'geo-routes',
  'geo-places',
  'scheduler',
  'dynamodb',
  'apigateway',
  'events',
  'streams',
] as const;
export const FAULT_KINDS = [
  'throttle',
  'error',
  'timeout',
  'duplicate',
  'reorder',
  'crash',
  'item-errors',
  'no-route',
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

/** A fault to be met by the calls it matches, until it is used up or cleared. */
export interface Fault {
  readonly service: (typeof FAULT_SERVICES)[number];
  readonly operation?: string;
  readonly kind: FaultKind;
  /** Whether the effect happens before the fault is felt (`after`) or not at all (`before`). */
  readonly when: 'before' | 'after';
  /** How many calls it hits, or items of a batch; without end when absent. */
  readonly times?: number;
  /** 0 to 1; 1 when absent. */
  readonly probability?: number;
}

/** The faults in force. They live in memory: a restarted stack is a healthy one. */
export interface Faults {
  add(fault: Fault): void;
  clear(): void;
  /** Those in force, `times` being what is left of each. */
  list(): readonly Fault[];
  /** The fault this call meets, if any, which is used up by one. */
  meet(service: string, operation: string, kinds: readonly FaultKind[]): Fault | undefined;
}

/**
 * The kinds that hit a call, and those that hit what is delivered. The others are the service's own to answer 200
 * with: an error for one item of a batch (`item-errors`), no way from here to there (`no-route`).
 */
export const CALL_FAULTS = ['throttle', 'error', 'timeout', 'crash'] as const;
export const DELIVERY_FAULTS = ['duplicate', 'reorder'] as const;

export function createFaults(random: () => number = Math.random): Faults {
  let active: { fault: Fault; left: number }[] = [];
  return {
    add: (fault) => void active.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY }),
    clear() {
      active = [];
    },
    list: () => active.map(({ fault, left }) => (Number.isFinite(left) ? { ...fault, times: left } : fault)),
    meet(service, operation, kinds) {
      const hit = active.find(
        ({ fault, left }) =>
          left > 0 &&
          fault.service === service &&
          (fault.operation === undefined || fault.operation === operation) &&
          kinds.includes(fault.kind) &&
          random() < (fault.probability ?? 1),
      );
      if (!hit) return undefined;
      hit.left -= 1;
      if (hit.left === 0) active = active.filter((one) => one !== hit);
      return hit.fault;
    },
  };
}
