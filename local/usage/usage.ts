/** What one operation of one service was used for. */
export interface Use {
  calls: number;
  readUnits?: number;
  writeUnits?: number;
  items?: number;
}

type Amounts = Omit<Use, 'calls'>;

/** What a bill would count, since the start or the last reset. */
export interface Usage {
  count(service: string, operation: string, amounts?: Amounts): void;
  read(): Readonly<Record<string, Readonly<Record<string, Use>>>>;
  reset(): void;
}

export function createUsage(): Usage {
  let services: Record<string, Record<string, Use>> = {};
  return {
    count(service, operation, amounts = {}) {
      services[service] ??= {};
      services[service][operation] ??= { calls: 0 };
      const use = services[service][operation];
      use.calls += 1;
      for (const unit of ['readUnits', 'writeUnits', 'items'] as const) {
        const amount = amounts[unit];
        if (amount !== undefined) use[unit] = (use[unit] ?? 0) + amount;
      }
    },
    read: () => services,
    reset() {
      services = {};
    },
  };
}
