import type { Table, Written } from '../dynamodb/table.ts';
import { textOf } from '../dynamodb/values.ts';
import type { Agenda } from '../machine/agenda.ts';
import type { Chance } from '../machine/randomness.ts';

const HOUR = 3_600_000;
/** DynamoDB deletes within a few days what has expired. */
const LATEST = 48 * HOUR;

export interface ExpiryOptions {
  readonly tables: readonly Table[];
  readonly agenda: Agenda;
  readonly chance: Chance;
  readonly written: (writes: readonly Written[]) => void;
}

/** Deletes what has expired: some at once, most of it hours or days later. */
export function sweepExpired({ tables, agenda, chance, written }: ExpiryOptions): void {
  const sweep = () => {
    agenda.after(HOUR, sweep);
    for (const table of tables) {
      for (const item of [...table.items()]) {
        const expiresAt = Number(item['expiresAt']?.['N'] ?? Number.POSITIVE_INFINITY) * 1000;
        const age = agenda.now() - expiresAt;
        if (age < 0 || (age < LATEST && !chance.hits(0.08))) continue;
        const write = table.put(textOf(item['pk']) ?? '', textOf(item['sk']) ?? '', undefined);
        written([{ ...write, expired: true }]);
      }
    }
  };
  agenda.after(HOUR, sweep);
}
