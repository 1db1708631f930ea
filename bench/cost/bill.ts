import { type BilledBy, type Price, pricesOf } from './prices.ts';

/** What the local stack counted, by service and operation. */
export type Usage = Readonly<Record<string, Readonly<Record<string, Counted>>>>;
export type Counted = { readonly calls: number } & { readonly [by in BilledBy]?: number };

/** One line of the bill. */
export interface BillLine {
  readonly service: string;
  readonly operation: string;
  /** In words: `12 calls, 6 read units`. */
  readonly quantity: string;
  readonly dollars: number;
  /** True when we know of no list price for it. */
  readonly unpriced?: true;
}

/** The bill for what was counted, a line for every operation. */
export function bill(usage: Usage): BillLine[] {
  return Object.entries(usage).flatMap(([service, operations]) =>
    Object.entries(operations).map(([operation, counted]) => line(service, operation, counted)),
  );
}

function line(service: string, operation: string, counted: Counted): BillLine {
  const prices = pricesOf(service, operation);
  const dollars = (prices ?? []).reduce((sum, price) => sum + charge(price, counted), 0);
  return { service, operation, quantity: describe(counted), dollars, ...(prices ? {} : { unpriced: true }) };
}

/** An operation billed by its items counts as one where nothing says how many. */
const charge = ({ by, dollars }: Price, counted: Counted): number =>
  dollars * (counted[by] ?? (by === 'items' ? counted.calls : 0));

const UNITS: readonly (readonly [BilledBy, string])[] = [
  ['items', 'items'],
  ['readUnits', 'read units'],
  ['writeUnits', 'write units'],
];

function describe(counted: Counted): string {
  const units = UNITS.filter(([by]) => counted[by]).map(([by, name]) => `${round(counted[by] ?? 0)} ${name}`);
  return [`${counted.calls} calls`, ...units].join(', ');
}

const round = (amount: number) => Math.round(amount * 10) / 10;

/** Dollars of all lines. */
export const total = (lines: readonly BillLine[]): number =>
  lines.reduce((sum, { dollars }) => sum + dollars, 0);
