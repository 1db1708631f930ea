import { byId, link, make, showList } from './elements.ts';
import type { Day, Visit } from './stack.ts';

const STATUS: Readonly<Record<string, readonly [words: string, look: string]>> = {
  pending_dispatch: ['Scheduled', 'plan'],
  dispatched: ['Dispatched', 'plan'],
  en_route: ['On the way', 'move'],
  arrived: ['Arrived', 'good'],
  completed: ['Completed', 'good'],
  cancelled: ['Cancelled', ''],
};

/** @param links the customer's link of each visit, by its id */
export function showVisits({ company, visits, names }: Day, links: ReadonlyMap<string, string>): void {
  byId('company').textContent = company.name;
  const empty = byId('visits-empty');
  empty.textContent = 'No visits today. The README books one with two commands, and the demo some by itself.';
  showList(
    byId('visits'),
    empty,
    visits.map((visit) => card(visit, links.get(visit.visitId) ?? '', names)),
  );
}

function card(visit: Visit, url: string, names: Day['names']): HTMLElement {
  const [words, look] = visit.hold ? ['On hold', 'warn'] : (STATUS[visit.status] ?? [visit.status, '']);
  const about = [visit.customer.name, visit.job, visit.address.line].filter(Boolean).join(' · ');
  const opens = url && visit.status !== 'cancelled';
  return make(
    'li',
    '',
    make('div', 'row', make('p', 'when', windowOf(visit)), make('span', `chip ${look}`, words)),
    make(
      'div',
      'row',
      make('div', '', make('p', '', about), make('p', 'muted', crewOf(visit, names))),
      ...(opens ? [link(url, 'open', "Customer's page")] : []),
    ),
  );
}

const crewOf = ({ technicianIds }: Visit, names: Day['names']): string =>
  technicianIds.length > 0
    ? `Goes: ${technicianIds.map((id) => names.get(id) ?? id).join(', ')}`
    : 'Nobody assigned yet';

/** In the time of the address. */
function windowOf({ window: { start, end }, address: { timeZone } }: Visit): string {
  const clock = new Intl.DateTimeFormat('en-US', { timeZone, hour: 'numeric', minute: '2-digit' });
  return clock.formatRange(Date.parse(start), Date.parse(end));
}
