import type { Member, NewVisit } from '../../api/types.ts';
import { type Fault, type Field, faultsOf } from '../booking.ts';
import { dialled } from '../phone.ts';
import type { Mapping, Target } from './columns.ts';
import { type DayOrder, windowWritten } from './moments.ts';

/** A file as it was read: its headings and its rows, all text. */
export interface Table {
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface ImportTerms {
  readonly mapping: Mapping;
  readonly order: DayOrder;
  readonly timeZone: string;
  /** The company's own number. */
  readonly home: string;
  readonly team: readonly Pick<Member, 'memberId' | 'name' | 'role' | 'status'>[];
  /** Whether each customer is texted the link at once. */
  readonly sendLink: boolean;
}

/** What of the terms somebody chooses. */
export type Choices = Pick<ImportTerms, 'mapping' | 'order' | 'sendLink'>;

/** A row, and the visit it would become. */
export interface Candidate {
  /** As a spreadsheet counts: the headings are the first. */
  readonly row: number;
  readonly cells: readonly string[];
  readonly body: NewVisit;
  readonly faults: readonly Fault[];
  /** The row above that has the same id already. */
  readonly twiceOf?: number | undefined;
}

/** Whether it can be sent. */
export const isGood = ({ faults, twiceOf }: Candidate): boolean =>
  faults.length === 0 && twiceOf === undefined;

/** What each row would become, and what is wrong with it, by the contract that the service checks with. */
export function candidatesOf({ rows }: Table, terms: ImportTerms): readonly Candidate[] {
  const known = new Map<string, number>();
  return rows.map((cells, index) => {
    const row = index + 2;
    const { body, faults } = candidateOf(cells, terms);
    const { externalId } = body;
    if (externalId === undefined) return { row, cells, body, faults };
    const twiceOf = known.get(externalId);
    if (twiceOf === undefined) known.set(externalId, row);
    return { row, cells, body, faults, twiceOf };
  });
}

function candidateOf(cells: readonly string[], terms: ImportTerms) {
  const of = (target: Target): string => cells[terms.mapping.indexOf(target)]?.trim() ?? '';
  const given = (target: Target) => of(target) || undefined;
  const { technicianIds, areKnown } = techniciansOf(of('technician'), terms.team);
  const [lat, lng] = [given('lat'), given('lng')].map((one) => (one === undefined ? one : numberOf(one)));
  const tags = of('tags')
    .split(/[,;|]/)
    .flatMap((tag) => tag.trim() || []);
  const body = {
    customer: {
      name: of('name'),
      ...present({
        phone: given('phone') && dialled(of('phone'), terms.home),
        email: given('email'),
        language: given('language')?.slice(0, 2).toLowerCase(),
      }),
    },
    address: { line: of('address'), ...present({ lat, lng }) },
    window: windowWritten(
      { date: of('date'), start: of('start'), end: of('end'), minutes: of('minutes') },
      terms,
    ),
    ...present({
      externalId: given('externalId'),
      job: given('job'),
      notes: given('notes'),
      priority: given('priority')?.toLowerCase(),
    }),
    ...(tags.length > 0 && { tags }),
    ...(technicianIds.length > 0 && { technicianIds }),
    sendLink: terms.sendLink,
  } as NewVisit;
  const unknown: Fault[] = areKnown ? [] : [{ field: 'technician', kind: 'wrong' }];
  return { body, faults: [...faultsOf(body), ...unknown] };
}

/** `37.76`, and as some countries write it, `37,76`. */
const numberOf = (text: string): number => Number(text.replace(',', '.'));

const present = (fields: object) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** By name or id; the first one leads. */
function techniciansOf(text: string, team: ImportTerms['team']) {
  const names = text.split(/[,;|]/).flatMap((one) => one.trim().toLowerCase() || []);
  const found = names.map(
    (name) =>
      team.find(
        (one) =>
          one.role === 'technician' &&
          one.status !== 'revoked' &&
          (one.memberId.toLowerCase() === name || one.name.trim().toLowerCase() === name),
      )?.memberId,
  );
  return {
    technicianIds: [...new Set(found.flatMap((one) => one ?? []))],
    areKnown: found.every((one) => one !== undefined),
  };
}

const COLUMNS_OF: Readonly<Partial<Record<Field, readonly Target[]>>> = {
  customer: ['name'],
  address: ['address', 'lat', 'lng'],
  window: ['start', 'date', 'end'],
};

/** Which column of the file a fault is about: its heading, where there is one. */
export function headingOf(field: Field, mapping: Mapping, headings: readonly string[]): string | undefined {
  const targets = COLUMNS_OF[field] ?? [field as Target];
  const column = targets.map((target) => mapping.indexOf(target)).find((index) => index >= 0);
  return column === undefined ? undefined : headings[column];
}

/**
 * The key each row is sent by. A row with an id is known by that, and its key is this import's: so what was there before
 * is told apart. Any other has the same key whenever it is sent; of rows that are the same in one file each has its own.
 */
export async function keysOf(candidates: readonly Candidate[], salt: string): Promise<readonly string[]> {
  const seen = new Map<string, number>();
  return Promise.all(
    candidates.map(({ body }) => {
      const content = JSON.stringify(body);
      const nth = (seen.get(content) ?? 0) + 1;
      seen.set(content, nth);
      return digest(`${body.externalId === undefined ? '' : salt} ${nth} ${content}`);
    }),
  );
}

async function digest(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return [...bytes.slice(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
