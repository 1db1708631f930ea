import type { Row } from '../report/row.ts';
import type { StackProcess } from './stack-process.ts';

const BOUND_MEGABYTES = 400;
const MEGABYTE = 2 ** 20;

/** Resident memory of `npm start` with all it started; no row where it cannot be told. */
export function memoryRow(stack: StackProcess, what: string, isIdle: boolean): Row[] {
  const memory = stack.memory();
  if (!memory) return [];
  const note = `${Math.round(memory.wrappers / MEGABYTE)} MB of it npm and shells that wait`;
  return [
    { what, figure: memory.all / MEGABYTE, unit: 'MB', ...(isIdle && { bound: BOUND_MEGABYTES }), note },
  ];
}
