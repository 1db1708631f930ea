import type { Visit } from '../api/types.ts';
import { type Look, lookOf } from './visit.ts';

export type StatusFilter = 'all' | 'late' | Look;

/** What the office looks for; what is left empty matches everything. */
export interface Filter {
  readonly status: StatusFilter;
  readonly technicianIds: readonly string[];
  /** Of whoever does it. */
  readonly skills: readonly string[];
  readonly tags: readonly string[];
  readonly priorities: readonly Visit['priority'][];
  readonly text: string;
}

export const NO_FILTER: Filter = {
  status: 'all',
  technicianIds: [],
  skills: [],
  tags: [],
  priorities: [],
  text: '',
};

export const isFiltering = (filter: Filter): boolean =>
  filter.status !== 'all' ||
  filter.text.trim() !== '' ||
  [filter.technicianIds, filter.skills, filter.tags, filter.priorities].some(({ length }) => length > 0);

/** A held visit is on hold first of all, and what is cancelled is nothing else. */
export function matchesStatus(visit: Visit, status: StatusFilter): boolean {
  if (status === 'all') return visit.status !== 'cancelled';
  if (status === 'late') return visit.late !== undefined && isStillDue(visit);
  return lookOf(visit) === status;
}

const isStillDue = ({ status }: Visit): boolean =>
  status === 'pending_dispatch' || status === 'dispatched' || status === 'en_route';

/** @param skillsOf what a technician can do */
export const matches = (
  visit: Visit,
  filter: Filter,
  skillsOf: (memberId: string) => readonly string[] = () => [],
): boolean =>
  matchesStatus(visit, filter.status) &&
  meets(filter.technicianIds, visit.technicianIds) &&
  meets(filter.skills, visit.technicianIds.flatMap(skillsOf)) &&
  meets(filter.tags, visit.tags) &&
  meets(filter.priorities, [visit.priority]) &&
  contains(visit, filter.text);

const meets = (wanted: readonly string[], has: readonly string[]): boolean =>
  wanted.length === 0 || wanted.some((one) => has.includes(one));

/** Every word must stand somewhere: in the name, the job, the address, the number or another system's id. */
function contains(visit: Visit, text: string): boolean {
  const words = plain(text).split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const { customer, job = '', address, externalId = '', tags } = visit;
  const said = plain([customer.name, job, address.line, externalId, ...tags].join(' '));
  const digits = customer.phone.replace(/\D/g, '');
  return words.every(
    (word) => said.includes(word) || (isNumber(word) && digits.includes(word.replace(/\D/g, ''))),
  );
}

/** Of at least three digits: fewer are in every number. */
const isNumber = (word: string): boolean => /^[+\d().-]+$/.test(word) && word.replace(/\D/g, '').length >= 3;

/** Without accents and capitals. */
export const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase();

export type Counts = Readonly<Record<StatusFilter, number>>;

export const STATUS_FILTERS = [
  'all',
  'pending_dispatch',
  'dispatched',
  'en_route',
  'arrived',
  'completed',
  'late',
  'held',
  'cancelled',
] as const satisfies readonly StatusFilter[];

/** How many each of them would show. */
export const countsOf = (visits: readonly Visit[]): Counts =>
  Object.fromEntries(
    STATUS_FILTERS.map((status) => [status, visits.filter((visit) => matchesStatus(visit, status)).length]),
  ) as Counts;
