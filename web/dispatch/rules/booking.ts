import * as z from 'zod/mini';
import { NewVisit } from '../../../shared/visits/particulars-contract.ts';
import type { NewVisit as Body, Visit } from '../api/types.ts';
import { dialled } from './phone.ts';
import { momentAt, OWN, presetOn, type Slot, type Window } from './windows.ts';

/** Of a known customer what is shown. */
export interface KnownCustomer {
  readonly customerId: string;
  readonly name: string;
  readonly phone: string;
  readonly language?: 'en' | 'es' | undefined;
}

/** Where an address is, when that is known before the service has looked. */
export interface Place {
  readonly lat: number;
  readonly lng: number;
  readonly timeZone?: string | undefined;
}

/** A new visit as it is typed: everything text, nothing lost. */
export interface Draft {
  readonly known?: KnownCustomer | undefined;
  /** What was looked for; a new customer's particulars, once there is nobody of that name. */
  readonly lookup: string;
  readonly isNew: boolean;
  readonly name: string;
  readonly phone: string;
  readonly email: string;
  readonly line: string;
  readonly place?: Place | undefined;
  /** The address was chosen and is not being typed. */
  readonly isChosen: boolean;
  readonly isPrecise: boolean;
  readonly slot: Slot | '';
  readonly from: string;
  readonly until: string;
  readonly job: string;
  readonly notes: string;
  readonly priority: Visit['priority'];
  readonly tags: string;
  /** Who leads, and who comes as well. */
  readonly technicianId: string;
  readonly others: readonly string[];
  readonly externalId: string;
  /** What was sent last and not answered, and by which key. */
  readonly attempt?: { readonly key: string; readonly of: string } | undefined;
  /** Absent: as the account has it. */
  readonly sendLink?: boolean | undefined;
}

export const EMPTY: Draft = {
  lookup: '',
  isNew: false,
  name: '',
  phone: '',
  email: '',
  line: '',
  isChosen: false,
  isPrecise: false,
  slot: '',
  from: '',
  until: '',
  job: '',
  notes: '',
  priority: 'normal',
  tags: '',
  technicianId: '',
  others: [],
  externalId: '',
};

/** On which day it is, by whose clocks and dialling code, and whether the link is texted unless somebody says otherwise. */
export interface Terms {
  readonly day: string;
  readonly timeZone: string;
  /** The company's own number. */
  readonly home: string;
  readonly texts: boolean;
  /** Some accounts keep that from their dispatchers. */
  readonly mayText: boolean;
}

export type Field =
  | 'customer'
  | 'name'
  | 'phone'
  | 'email'
  | 'address'
  | 'window'
  | 'technician'
  | 'job'
  | 'notes'
  | 'priority'
  | 'tags'
  | 'externalId'
  | 'sendLink';

/** What is wrong with a field; `told` is the service's own word. */
export type Fault = { readonly field: Field } & (
  | { readonly kind: 'missing' | 'wrong' | 'order' }
  | { readonly kind: 'long' | 'many'; readonly most: number }
  | { readonly kind: 'told'; readonly detail: string }
);

export function windowOf({ slot, from, until }: Draft, { day, timeZone }: Pick<Terms, 'day' | 'timeZone'>) {
  if (slot !== OWN) return slot ? presetOn(day, slot, timeZone) : undefined;
  return { start: momentAt(day, from, timeZone), end: momentAt(day, until, timeZone) };
}

/** The window when it can be drawn. */
export function drawnWindow(draft: Draft, terms: Pick<Terms, 'day' | 'timeZone'>): Window | undefined {
  const { start, end } = windowOf(draft, terms) ?? {};
  return start !== undefined && end !== undefined && end > start ? { start, end } : undefined;
}

const given = (text: string): string | undefined => text.trim() || undefined;

/** Whether the customer gets the link as soon as there is one. */
export const isTexted = ({ sendLink }: Draft, { texts, mayText }: Terms): boolean =>
  mayText && (sendLink ?? texts);

/** Who goes, the lead first. */
export const crewOf = ({ technicianId, others }: Pick<Draft, 'technicianId' | 'others'>): string[] =>
  technicianId ? [technicianId, ...others.filter((id) => id !== technicianId)] : [];

/** With one more who comes as well, or one less; without the lead the next one leads. */
export function crewWith(draft: Pick<Draft, 'technicianId' | 'others'>, memberId: string) {
  const crew = crewOf(draft);
  const [technicianId = '', ...others] = crew.includes(memberId)
    ? crew.filter((id) => id !== memberId)
    : [...crew, memberId];
  return { technicianId, others };
}

/** Whom it is for; nobody, where nothing was typed. */
function whom({ known, isNew, name, phone, email }: Draft, home: string) {
  if (known) return { customerId: known.customerId };
  if (!isNew) return {};
  const typed = { phone: given(dialled(phone, home)), email: given(email) };
  return { customer: { name, ...present(typed) } };
}

/** What is sent for a draft. What is missing in it is missing there, and the contract says so. */
export function bodyOf(draft: Draft, terms: Terms): Body {
  const { place, line, job, notes, priority, tags, externalId } = draft;
  const technicianIds = crewOf(draft);
  const named = tags.split(',').flatMap((tag) => given(tag) ?? []);
  const body = {
    ...whom(draft, terms.home),
    address: { line, ...(place && present(place)) },
    window: windowOf(draft, terms),
    ...present({ job: given(job), notes: given(notes), externalId: given(externalId) }),
    ...(named.length > 0 && { tags: named }),
    ...(technicianIds.length > 0 && { technicianIds }),
    priority,
    sendLink: isTexted(draft, terms),
  };
  return body as Body;
}

const present = (fields: object) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** What the service would refuse, by the very contract it checks with; one fault a field. */
export function faultsOf(body: unknown): readonly Fault[] {
  const { error } = z.safeParse(NewVisit, body);
  const found = new Map<Field, Fault>();
  for (const issue of error?.issues ?? []) {
    const fault = faultOf(issue);
    if (!found.has(fault.field)) found.set(fault.field, fault);
  }
  return [...found.values()];
}

function faultOf(issue: z.core.$ZodIssue): Fault {
  const field = fieldOf(`/${issue.path.map(String).join('/')}`) ?? 'customer';
  if (issue.code === 'too_big') {
    const most = Number(issue.maximum);
    return { field, kind: issue.origin === 'array' ? 'many' : 'long', most };
  }
  if (issue.code === 'too_small' || (issue.code === 'invalid_type' && issue.input === undefined))
    return { field, kind: 'missing' };
  return { field, kind: field === 'window' && issue.code === 'custom' ? 'order' : 'wrong' };
}

/** Whose field a JSON pointer leads to; the longest beginning counts. */
const FIELDS: readonly (readonly [pointer: string, field: Field])[] = [
  ['/customer/name', 'name'],
  ['/customer/phone', 'phone'],
  ['/customer/email', 'email'],
  ['/customer', 'customer'],
  ['/customerId', 'customer'],
  ['/address', 'address'],
  ['/window', 'window'],
  ['/technicianIds', 'technician'],
  ['/job', 'job'],
  ['/notes', 'notes'],
  ['/priority', 'priority'],
  ['/tags', 'tags'],
  ['/externalId', 'externalId'],
  ['/sendLink', 'sendLink'],
];

export const fieldOf = (pointer: string): Field | undefined =>
  FIELDS.find(([own]) => pointer === own || pointer.startsWith(`${own}/`))?.[1];

/** What the service has said of each field, and whatever belongs to none. */
export function refusalsOf(errors: readonly { readonly pointer: string; readonly detail: string }[]) {
  const faults = errors.flatMap(({ pointer, detail }): Fault[] => {
    const field = fieldOf(pointer);
    return field ? [{ field, kind: 'told', detail }] : [];
  });
  return { faults, others: errors.filter(({ pointer }) => !fieldOf(pointer)).map(({ detail }) => detail) };
}

/** The visit as the board can draw and fit it before there is one. */
export function sketchOf(draft: Draft, window: Window, timeZone: string): Visit {
  const { known, name, lookup, line, place, priority } = draft;
  return {
    visitId: 'new',
    status: 'pending_dispatch',
    version: 0,
    window,
    customer: { customerId: known?.customerId ?? '', name: known?.name ?? (name || lookup), phone: '' },
    address: { line, ...place, verified: place !== undefined, timeZone },
    technicianIds: crewOf(draft),
    priority,
    tags: [],
    createdAt: window.start,
    updatedAt: window.start,
  };
}

/** Whether somebody has typed anything. */
export const isBlank = (draft: Draft): boolean => JSON.stringify(draft) === JSON.stringify(EMPTY);

export interface Remembered {
  readonly line: string;
  readonly place?: Place | undefined;
}

/** Where a customer was visited, the latest first, each once. */
export function addressesOf(visits: readonly Pick<Visit, 'address'>[]): readonly Remembered[] {
  const found = new Map<string, Remembered>();
  for (const { address } of visits) {
    const { line, lat, lng, timeZone } = address;
    if (found.has(line)) continue;
    const place = lat !== undefined && lng !== undefined ? { lat, lng, timeZone } : undefined;
    found.set(line, { line, place });
  }
  return [...found.values()];
}
