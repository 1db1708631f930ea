import { byId, link, make, showList } from './elements.ts';
import { groupTexts } from './group-texts.ts';
import type { Day, Message, Visit } from './stack.ts';

/** What left the stack, by visit, the newest group first. */
export function showTexts(
  messages: readonly Message[],
  { visits, company }: Day,
  links: ReadonlyMap<string, string>,
): void {
  const groups = groupTexts(messages, visits, links);
  const newest = ([, group]: [unknown, readonly Message[]]) => group.at(-1)?.at ?? '';
  const ordered = [...groups].sort((a, b) => newest(b).localeCompare(newest(a)));
  showList(
    byId('groups'),
    byId('texts-empty'),
    ordered.map(([visit, group]) => groupCard(visit, group, company.timeZone)),
  );
}

function groupCard(visit: Visit | undefined, messages: readonly Message[], officeZone: string): HTMLElement {
  const title = visit ? `${visit.customer.name}, ${visit.address.line}` : 'Of other days and companies';
  const zone = visit?.address.timeZone ?? officeZone;
  return make('li', '', make('h3', '', title), ...messages.toReversed().map((one) => bubble(one, zone)));
}

function bubble(message: Message, timeZone: string): HTMLElement {
  const { channel, to, text, at, html } = message;
  const clock = new Intl.DateTimeFormat('en-US', { timeStyle: 'medium', timeZone });
  const time = make('time', '', `${clock.format(Date.parse(at))}, ${channel} to ${to}`);
  time.setAttribute('datetime', at);
  const said = html === undefined ? [make('p', '', ...withLinks(text))] : mail(message, html);
  return make('div', html === undefined ? 'text' : 'mail', time, ...said);
}

/** A mail as its reader sees it. It may run nothing and lead nowhere, so its links stand below. */
function mail({ subject = '', text }: Message, html: string): HTMLElement[] {
  const frame = make('iframe', '');
  frame.setAttribute('sandbox', '');
  frame.setAttribute('title', `The mail “${subject}”`);
  frame.setAttribute('srcdoc', html);
  const links = [...new Set(text.match(ADDRESS))].map((url) => make('li', '', link(url, '', url)));
  return [make('h4', '', subject), frame, make('ul', '', ...links)];
}

const ADDRESS = /https?:\/\/\S+/g;

/** The addresses in a text can be opened. */
const withLinks = (text: string) =>
  text.split(/(https?:\/\/\S+)/).map((part, index) => (index % 2 === 1 ? link(part, '', part) : part));
