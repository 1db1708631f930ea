/** What of the page is shown, as its address says behind the `#`: nothing of it is sent to anybody. */
export interface Route {
  /** `day` and `week` are the board, `map` the crew's; the others are named in the table of pages. */
  readonly page: string;
  /** `yyyy-mm-dd`; today, when absent. */
  readonly day?: string | undefined;
  readonly visitId?: string | undefined;
  /** What of a page that is no board. */
  readonly part?: string | undefined;
}

/** In the place of a visit: the one that is being made. No visit has such an id. */
export const NEW_VISIT = 'new';

/** What shows a day. */
const DATED: readonly string[] = ['day', 'week', 'map'];

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Whatever cannot be read is the board of today. */
export function readRoute(hash: string): Route {
  const [page = '', ...rest] = hash.replace(/^#\/?/, '').split('/').map(decoded);
  if (!DATED.includes(page)) return page ? { page, part: rest[0] } : { page: 'day' };
  const day = rest[0] && DAY.test(rest[0]) && !Number.isNaN(Date.parse(rest[0])) ? rest[0] : undefined;
  return { page, day, visitId: page === 'day' && rest[1] ? rest[1] : undefined };
}

export function routeHash({ page, day, visitId, part }: Route): string {
  const parts = [
    page,
    ...(part ? [part] : []),
    ...(day ? [day] : visitId ? ['today'] : []),
    ...(visitId ? [visitId] : []),
  ];
  return `#/${parts.map(encodeURIComponent).join('/')}`;
}

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
};

/** So many days later, by the calendar alone. */
export function dayPlus(day: string, days: number): string {
  const date = new Date(`${day}T12:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** The Monday of its week. */
export const weekOf = (day: string): string =>
  dayPlus(day, -((new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7));
