import { readdirSync, readFileSync } from 'node:fs';

const PAGE_BYTES = 4096;

/** Memory of a process and all it started. */
export interface Resident {
  readonly all: number;
  /** npm and the shells between, which only wait. */
  readonly wrappers: number;
}

/** Resident bytes of a process and its descendants, from /proc; undefined but on Linux. */
export function residentBytes(pid: number): Resident | undefined {
  if (process.platform !== 'linux') return undefined;
  const parents = new Map(processIds().map((id) => [id, parentOf(id)]));
  const isOurs = (id: number): boolean => id === pid || (parents.has(id) && isOurs(parents.get(id) ?? 0));
  const ours = [...parents.keys()].filter(isOurs);
  const sum = (ids: readonly number[]) => ids.reduce((bytes, id) => bytes + residentOf(id), 0);
  return { all: sum(ours), wrappers: sum(ours.filter(isWrapper)) };
}

const processIds = () => readdirSync('/proc').map(Number).filter(Number.isInteger);

/** The name of a program, in parentheses, may hold anything; what follows it may not. */
const parentOf = (id: number) => Number(read(id, 'stat').split(') ').pop()?.split(' ')[1] ?? 0);
const residentOf = (id: number) => Number(read(id, 'statm').split(' ')[1] ?? 0) * PAGE_BYTES;
const isWrapper = (id: number) => /^(npm|sh\0|\/bin\/sh\0)/.test(read(id, 'cmdline'));

/** Empty for a process that has just ended. */
function read(id: number, file: string): string {
  try {
    return readFileSync(`/proc/${id}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
