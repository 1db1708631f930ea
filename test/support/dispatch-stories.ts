import type { Visit } from '../../shared/visits/visit.ts';
import { toVisitBody } from '../../shared/visits/visit-body.ts';
import { aVisit } from './a-visit.ts';

/** What the office's page is shown with: a day as the service answers it, and what is open on the page. */
export interface DispatchStory {
  /** ISO 8601, the time at the desk. */
  readonly now?: string;
  readonly width?: number;
  readonly height?: number;
  readonly visits?: readonly object[];
  readonly alerts?: readonly object[];
  readonly team?: readonly object[];
  readonly signedOut?: true;
  readonly role?: 'owner' | 'dispatcher' | 'technician';
  /** What the company has chosen; the defaults, when absent. */
  readonly settings?: object;
  /** What is pressed when the page is there, by the names of buttons. */
  readonly clicks?: readonly string[];
  readonly enabled?: false;
  /** Behind the `#`. */
  readonly hash?: string;
  /** What is dragged when the picture is taken: whose visit, how far. */
  readonly drags?: {
    readonly name: string;
    readonly to: string;
    readonly by?: number;
    readonly shift?: true;
  };
  /** The visit that has the focus, and the keys pressed there. */
  readonly presses?: { readonly name: string; readonly keys: readonly string[] };
  readonly types?: string;
  /** Visits that are selected in the list of the crew map. */
  readonly picks?: readonly string[];
  /** Something is drawn around the middle of it. */
  readonly lassoes?: true;
  /** What was typed of a new visit before. */
  readonly draft?: object;
  /** What is typed into one of its fields. */
  readonly fills?: { readonly field: string; readonly text: string };
  /** Keys pressed at the end, wherever the focus is. */
  readonly last?: readonly string[];
  /** A file that is chosen on the page. */
  readonly file?: string;
  /** What is no visit, and clicked on. */
  readonly opens?: string;
  readonly dense?: true;
  readonly language?: 'es';
}

/** Half past ten is 10.5; the hours of the company's clocks, eight behind Greenwich. */
const at = (hour: number): string =>
  new Date(Date.parse('2026-11-20T08:00:00Z') + hour * 3_600_000).toISOString();

/** A place in the generated town, the same for the same name. */
function somewhere(name: string) {
  const share = (seed: number) => {
    const sum = [...name].reduce((hash, letter) => (hash * 31 + letter.charCodeAt(0)) % 9973, seed);
    return sum / 9973 - 0.5;
  };
  return { lat: 38.62 + share(7) * 0.022, lng: -121.9 + share(4099) * 0.034 };
}

interface Told {
  readonly more?: Partial<Visit> & object;
  readonly eta?: number;
}

const visit = (
  who: string | readonly string[],
  name: string,
  job: string,
  [start, end]: readonly [number, number],
  { more = {}, eta }: Told = {},
) => {
  const ids = typeof who === 'string' ? (who ? [who] : []) : who;
  const visitId = `visit_${name.replaceAll(' ', '_')}`;
  const body = toVisitBody(
    aVisit({
      visitId,
      customer: { customerId: visitId, name, phone: '+14155550123' },
      address: {
        line: '48 Willow Ln',
        ...somewhere(name),
        verified: true,
        timeZone: 'America/Los_Angeles',
      },
      window: { start: at(start), end: at(end) },
      technicians: ids.map((memberId) => ({ memberId, firstName: memberId })),
      job,
      tags: [],
      ...more,
    } as Partial<Visit>),
  );
  return {
    ...body,
    ...(eta !== undefined && {
      eta: { arrivesAt: at(eta), computedAt: at(10), distanceMeters: 3400 },
    }),
  };
};

const unverified = {
  address: { line: '77 Bergen St', verified: false, timeZone: 'America/Los_Angeles' },
};
const done = (left: number, came: number, end: number) => ({
  more: { status: 'completed' as const, enRouteAt: at(left), arrivedAt: at(came), completedAt: at(end) },
});
const working = (left: number, came: number, more: object = {}) => ({
  more: { status: 'arrived' as const, enRouteAt: at(left), arrivedAt: at(came), ...more },
});
const driving = (left: number, eta: number, more: object = {}) => ({
  more: { status: 'en_route' as const, enRouteAt: at(left), ...more },
  eta,
});
const dispatched = { more: { status: 'dispatched' as const } };
const urgent = { more: { priority: 'urgent' as const } };

/** The day of the design's picture, at four minutes past ten. */
const DAY = [
  visit('', 'Sal Marino', 'No hot water', [9, 11], urgent),
  visit('', 'Renata Garcia', 'Water heater leak', [11, 13], urgent),
  visit('', 'Liam Osei', '', [10.5, 11.5], { more: unverified }),
  visit('', 'Yvonne Cho', 'Thermostat', [13, 15]),
  visit('', 'Hal Norris', 'Dishwasher hook-up', [14, 16]),
  visit('marcus', 'Frank Lund', 'Filter', [7.5, 8.5], done(7.2, 7.55, 8.7)),
  visit(
    'marcus',
    'Dana Whitfield',
    'Furnace tune-up',
    [9.5, 10.5],
    driving(9.63, 10.2, { late: { since: at(10) } }),
  ),
  visit('marcus', 'Irene Castro', 'AC diagnosis', [11.5, 13.5], dispatched),
  visit('marcus', 'Bo Lindqvist', 'Duct inspection', [14, 16]),
  visit('ana', 'Omar Haddad', '', [8, 9], done(7.7, 8.1, 8.9)),
  visit('ana', 'Grace Turner', 'Boiler service', [9, 11], working(9.03, 9.37)),
  visit('ana', 'Noor Rahman', 'Sump pump', [12.5, 14.5], dispatched),
  visit('ana', 'Walt Jensen', 'Heat pump check', [15, 17]),
  visit(['devon', 'tom'], 'Elm Street Dental', 'Quarterly service', [7.5, 9.5], done(7.3, 7.65, 9.5)),
  visit('devon', 'Theo Park', 'Panel upgrade', [10, 12], driving(9.83, 10.35)),
  visit('devon', 'Lucia Moreno', 'EV charger', [13, 15], {
    more: { status: 'dispatched', priority: 'high' },
  }),
  visit(['priya', 'sofia'], 'Sunrise Bakery', 'Walk-in cooler', [8.5, 10.5], working(8.53, 8.87)),
  visit('priya', 'Jill Abara', '', [11, 12], dispatched),
  visit('priya', 'Pete Novak', '', [12.5, 14]),
  visit('priya', 'Kora Lane', 'Leak search', [14.5, 16.5]),
  visit('tom', 'Helen Brandt', 'Water heater', [7.5, 9.5], done(7.1, 7.5, 9.65)),
  visit('tom', 'Carl Nystrom', 'Repipe quote', [11, 13], dispatched),
  visit('tom', 'Mira Stone', 'Gas line test', [15, 17]),
  visit('lena', 'Ruth Alder', '', [8, 9], done(7.7, 8.1, 9.2)),
  visit('lena', 'Paul Greer', 'Lighting retrofit', [9.5, 11.5], working(9.35, 9.77)),
  visit('lena', 'Kay Dorsey', 'Ceiling fans', [12, 14], dispatched),
  visit('lena', 'Uma Pillai', '', [14.5, 15.5]),
  visit('jorge', 'Ed Kowalski', '', [8.5, 9.5], done(8.3, 8.6, 9.6)),
  visit('jorge', 'Sara Bloom', '', [10, 11], { more: { status: 'dispatched', ...unverified } }),
  visit('jorge', 'Northside Gym', 'Shower valves', [11.5, 13.5]),
  visit('jorge', 'Ana Cole', '', [14, 15], { more: { hold: { since: at(9), reason: 'Part on order' } } }),
  visit('hannah', 'Vic Romero', '', [7.5, 8.5], done(7.35, 7.6, 8.35)),
  visit('hannah', 'Lou Ferrante', '', [13, 14.5], dispatched),
  visit('hannah', 'Meg Chandler', 'Rewire quote', [15, 17]),
  visit('andre', 'Quinn Foster', '', [8, 9.5], done(7.85, 8.2, 9.6)),
  visit('andre', 'Bea Holm', '', [10, 11], driving(9.75, 10.12)),
  visit('andre', 'Dev Mehta', '', [11.5, 12.5]),
  visit('andre', 'Ivy Sato', 'Install follow-up', [13.5, 15.5]),
  visit('sofia', 'Alan Pruitt', 'Water softener', [9, 11], working(8.8, 9.2)),
  visit('sofia', 'Tess Moor', '', [12, 13], { more: { status: 'dispatched', ...unverified } }),
  visit('sofia', 'Gus Weber', 'Backflow test', [14, 16]),
  visit(['caleb', 'mei'], 'Nadia Orlov', 'Compressor swap', [13, 15]),
  visit('caleb', 'Jonas Beck', 'Furnace quote', [15.5, 17.5]),
  visit('mei', 'Rita Sands', '', [11, 12]),
  visit('mei', 'Otis Grant', '', [13, 15]),
  visit('marcus', 'Vera Flint', '', [16, 17], { more: { status: 'cancelled' } }),
];

const CREW: readonly (readonly [id: string, name: string, ago: number, battery: number, more?: object])[] = [
  ['ana', 'Ana Reyes', 3, 88],
  ['andre', 'Andre Dubois', 2, 36, { speed: 9, heading: 300 }],
  ['caleb', 'Caleb Wright', 48, 77],
  ['devon', 'Devon Clark', 11, 41, { speed: 12, heading: 75, source: 'vehicle' }],
  ['hannah', 'Hannah Kim', 31, 80],
  ['jorge', 'Jorge Medina', 14 * 60, 9],
  ['lena', 'Lena Fischer', 5, 57],
  ['marcus', 'Marcus Bell', 6, 64, { speed: 11, heading: 35 }],
  ['mei', 'Mei Lin', 2 * 3600, 71],
  ['priya', 'Priya Shah', 9, 73],
  ['sofia', 'Sofia Rossi', 120, 69, { permission: 'denied' }],
  ['tom', 'Tom Okafor', 24, 95],
];

const event = (memberId: string, title: string, start: number, end: number) => ({
  eventId: `event_${memberId}`,
  title,
  memberIds: [memberId],
  window: { start: at(start), end: at(end) },
  allDay: false,
  version: 1,
  createdAt: at(0),
  updatedAt: at(0),
});

export const STORY_EVENTS = [event('hannah', 'Parts pickup', 9, 10.5), event('caleb', 'Training', 8, 12)];

/** When everybody was last seen. @param now epoch ms */
export const crewAt = (now: number) =>
  CREW.map(([memberId, name, ago, battery, more = {}], index) => ({
    memberId,
    name,
    ...somewhere(`${name}${index}`),
    at: new Date(now - ago * 1000).toISOString(),
    age: ago,
    accuracy: 6,
    speed: null,
    heading: null,
    battery,
    batteryAt: new Date(now - ago * 1000).toISOString(),
    permission: 'always',
    source: 'app',
    ...more,
  })).filter(({ memberId }) => memberId !== 'caleb');

/** One that its tracker speaks for, and one whose tracker never spoke. */
export const vehiclesAt = (now: number) =>
  [
    {
      vehicleId: 'van_3',
      name: 'Van 3',
      position: {
        ...somewhere('Van 3'),
        at: new Date(now - 95_000).toISOString(),
        age: 95,
        accuracy: 8,
        speed: 0,
        heading: null,
      },
    },
    { vehicleId: 'van_4', name: 'Van 4' },
  ].map((one) => ({ ...one, createdAt: at(-900), updatedAt: at(-900) }));

const VANS = ['White Ford Transit', 'Blue Ram ProMaster', 'Van 3'];

/** Everybody of the company. */
export const STORY_TEAM = [
  ...CREW.map(([memberId, name], index) => ({
    memberId,
    name,
    role: 'technician',
    status: 'active',
    vehicle: VANS[index % VANS.length],
    skills: [],
    ...(index % 4 !== 2 && {
      homeAddress: { line: `${2 * index + 12} Alder Ct`, ...somewhere(`home of ${name}`), verified: true },
    }),
  })),
  { memberId: 'sam', name: 'Sam Ortiz', role: 'dispatcher', status: 'active', skills: [] },
];

const ALERTS = [
  {
    alertId: 'alert_1',
    kind: 'late',
    at: at(10),
    visitId: 'visit_Dana_Whitfield',
    memberId: 'marcus',
    text: 'LATE: Marcus has not arrived at Dana Whitfield - 30 min overdue.',
  },
  {
    alertId: 'alert_2',
    kind: 'message_failed',
    at: at(10),
    visitId: 'visit_Dana_Whitfield',
    text: 'A text to Dana Whitfield was not delivered.',
  },
  {
    alertId: 'alert_3',
    kind: 'technician_silent',
    at: at(9.95),
    memberId: 'jorge',
    text: 'Jorge has not been heard of for 14 min.',
  },
];

const message = (kind: string, hour: number, state: string, more: object = {}) => ({
  messageId: `message_${kind}_${hour}`,
  kind,
  direction: 'out',
  channel: 'sms',
  to: '••• 0123',
  text: 'Mike’s Contracting',
  segments: 1,
  state,
  at: at(hour),
  ...more,
});

/** What belongs to Dana's visit. */
export const OF_VISIT = {
  link: {
    url: 'https://track.example.com/t/Qm3vT8xLr0Zk5WnYb2HcUe',
    token: 'Qm3vT8xLr0Zk5WnYb2HcUe',
    expiresAt: at(170),
  },
  readiness: {
    ready: false,
    problems: [
      { code: 'phone_not_permitted', detail: 'Location is allowed only while the app is open.' },
      { code: 'number_not_mobile', detail: 'The number ending in 0123 did not take the last text.' },
    ],
  },
  messages: {
    messages: [
      message('booked', -33.8, 'delivered'),
      message('dispatched', 8.67, 'suppressed', { reason: 'switched_off' }),
      message('en_route', 9.63, 'unknown'),
      message('arrived', 9.82, 'delivered', { channel: 'push' }),
      message('late', 10, 'failed', { reason: 'Phone unreachable' }),
      message('reply', 10.03, 'delivered', { direction: 'in', text: 'Is he still coming?' }),
    ],
  },
  timeline: {
    entries: [
      { at: at(-33.8), kind: 'visit.created', by: { role: 'dispatcher', memberId: 'sam' } },
      { at: at(8.67), kind: 'visit.dispatched', by: { role: 'technician', memberId: 'marcus' } },
      { at: at(9.63), kind: 'visit.en_route', by: { role: 'technician', memberId: 'marcus' } },
      {
        at: at(9.82),
        kind: 'visit.arrived',
        by: { role: 'system' },
        evidence: {
          source: 'geofence',
          rule: 'dwell',
          at: at(9.82),
          distanceMeters: 61,
          accuracyMeters: 18,
        },
      },
      {
        at: at(9.85),
        kind: 'visit.arrival_undone',
        by: { role: 'dispatcher' },
        reason: 'Wrong gate. Dana says he is on Oak St.',
      },
      { at: at(10), kind: 'visit.late', by: { role: 'system' } },
    ],
  },
};

const planned = (name: string, hour: number, driveMinutes: number, proposed = false) => ({
  visitId: `visit_${name.replaceAll(' ', '_')}`,
  arrivesAt: at(hour),
  driveMinutes,
  proposed,
});

/** What the service proposes for the day of the picture. */
export const STORY_PLAN = {
  day: '2026-11-20',
  assignments: [
    { visitId: 'visit_Renata_Garcia', technicianId: 'hannah' },
    { visitId: 'visit_Yvonne_Cho', technicianId: 'jorge' },
    { visitId: 'visit_Hal_Norris', technicianId: 'lena' },
  ],
  days: [
    {
      technicianId: 'hannah',
      driveMinutes: 42,
      stops: [
        planned('Vic Romero', 7.6, 0),
        planned('Renata Garcia', 11, 12, true),
        planned('Lou Ferrante', 13.1, 14),
        planned('Meg Chandler', 15, 16),
      ],
    },
    {
      technicianId: 'jorge',
      driveMinutes: 31,
      stops: [planned('Northside Gym', 11.5, 9), planned('Yvonne Cho', 13.2, 8, true)],
    },
    {
      technicianId: 'lena',
      driveMinutes: 38,
      stops: [planned('Kay Dorsey', 12, 7), planned('Hal Norris', 14.1, 6, true)],
    },
  ],
  unplaced: [
    { visitId: 'visit_Liam_Osei', reason: 'unverified' },
    { visitId: 'visit_Sal_Marino', reason: 'past' },
  ],
  driving: { before: 204, proposed: 223, inTurn: 242 },
  savedMinutes: 19,
  basis: 'estimate',
};

/** Who is known, and what may be meant. */
export const STORY_CUSTOMERS = [
  { customerId: 'renee', name: 'Renee Calloway', phone: '+15550100177' },
  { customerId: 'rene', name: 'Rene Cabrera', phone: '+15550100139' },
].map((one) => ({ ...one, createdAt: at(-900), updatedAt: at(-900) }));

export const STORY_ADDRESSES = [
  { line: '219 Mariner Way, Fairfield Junction, CA 95699', precise: true },
  { line: '219 Marlowe Ave, Fairfield Junction, CA 95699', precise: true },
  { line: 'Marsh Rd, Fairfield Junction, CA 95699', precise: false },
];

export const STORY_VISITED = [
  visit('tom', 'Renee Calloway', 'AC tune-up', [-2590, -2588], {
    more: {
      address: {
        line: '219 Market St, Unit 4',
        ...somewhere('Market St'),
        verified: true,
        timeZone: 'America/Los_Angeles',
      },
    },
  }),
];

const RENEE = {
  known: STORY_CUSTOMERS[0],
  slot: '4',
  job: 'AC not cooling',
  technicianId: 'tom',
  sendLink: true,
};
const CHOSEN = {
  ...RENEE,
  line: '219 Market St, Unit 4',
  place: somewhere('Market St'),
  isChosen: true,
  isPrecise: true,
};

/** Of another system's visits, some of which are none. */
const STORY_FILE = `Job #;Client;Mobile;Service Address;Date;From;To;Colour;Technician
WO-1042;Renee Calloway;(415) 555-0177;219 Market St;11/20/2026;1:00 PM;3:00 PM;red;Tom Okafor
WO-1043;Hal Norris;12;8 Alder Ct;11/20/2026;9:00 AM;8:00 AM;;Marcus Bell
WO-1042;Yvonne Cho;415 555 0188;77 Bergen St;13/20/2026;noon;;;Nobody Else
WO-1045;Liam Osei;+14155550189;5 Elm St;11/21/2026;10:00 AM;12:00 PM;blue;`;

const NOW = at(10 + 4 / 60);
export const STORY_DAY = '2026-11-20';
const BOARD: DispatchStory = { now: NOW, visits: DAY, alerts: ALERTS };

const MAP: DispatchStory = { ...BOARD, hash: '#/map/2026-11-20' };

const NEW: DispatchStory = { ...BOARD, hash: '#/day/2026-11-20/new' };

/** The design's pictures, and what can go wrong in them. */
export const DISPATCH_STORIES: Readonly<Record<string, DispatchStory>> = {
  'sign-in': { signedOut: true },
  join: { signedOut: true, hash: '#join=invite' },
  technician: { role: 'technician' },
  soon: { enabled: false },
  board: BOARD,
  wide: { ...BOARD, width: 2560, height: 1300 },
  tablet: { ...BOARD, width: 1024, height: 768 },
  dragging: { ...BOARD, drags: { name: 'Renata Garcia', to: 'ana' } },
  moving: { ...BOARD, drags: { name: 'Bo Lindqvist', to: 'marcus', by: 150 } },
  visit: { ...BOARD, hash: '#/day/2026-11-20/visit_Dana_Whitfield' },
  'visit-tablet': { ...BOARD, width: 1024, height: 768, hash: '#/day/2026-11-20/visit_Grace_Turner' },
  alerts: { ...BOARD, last: ['b'] },
  menu: { ...BOARD, presses: { name: 'Irene Castro', keys: ['Shift+F10'] } },
  assign: { ...BOARD, presses: { name: 'Renata Garcia', keys: ['a'] } },
  reason: { ...BOARD, presses: { name: 'Carl Nystrom', keys: ['x'] } },
  reschedule: { ...BOARD, presses: { name: 'Bo Lindqvist', keys: ['r'] } },
  dense: { ...BOARD, dense: true },
  find: { ...BOARD, presses: { name: 'Bo Lindqvist', keys: ['Control+k', 'n', 'o'] } },
  keys: { ...BOARD, presses: { name: 'Bo Lindqvist', keys: ['?'] } },
  late: { ...BOARD, presses: { name: 'Dana Whitfield', keys: [] }, types: 'whit' },
  empty: { now: NOW, visits: [], alerts: [] },
  event: { ...BOARD, opens: 'Parts pickup' },
  plan: { ...BOARD, clicks: ['Assign all that fit'] },
  'plan-tablet': {
    ...BOARD,
    width: 1024,
    height: 768,
    language: 'es',
    clicks: ['Asignar todas las que quepan'],
  },
  'new-visit': { ...NEW, draft: RENEE, fills: { field: 'address', text: '219 mar' } },
  'new-visit-chosen': { ...NEW, draft: CHOSEN },
  'new-visit-customer': { ...NEW, fills: { field: 'customer', text: 'Ren' } },
  'new-visit-wrong': {
    ...NEW,
    draft: {
      ...CHOSEN,
      known: undefined,
      isNew: true,
      name: 'Renee Calloway',
      phone: '12',
      slot: '6',
      from: '15:00',
      until: '14:00',
      technicianId: 'marcus',
    },
    last: ['Control+Enter'],
  },
  'new-visit-tablet': { ...NEW, draft: CHOSEN, width: 1024, height: 768 },
  spanish: { ...BOARD, language: 'es', hash: '#/day/2026-11-20/visit_Dana_Whitfield' },
  import: { ...BOARD, hash: '#/import' },
  'import-checked': { ...BOARD, height: 1300, hash: '#/import', file: STORY_FILE },
  'import-spanish': {
    ...BOARD,
    width: 1024,
    height: 1300,
    hash: '#/import',
    file: STORY_FILE,
    language: 'es',
  },
  week: { ...BOARD, hash: '#/week/2026-11-20' },
  map: { ...MAP, picks: ['Renata Garcia', 'Yvonne Cho', 'Hal Norris'] },
  'map-technician': { ...MAP, clicks: ['Marcus Bell'] },
  'map-tablet': { ...MAP, width: 1024, height: 768, picks: ['Carl Nystrom', 'Theo Park', 'Ana Cole'] },
  'map-area': { ...MAP, clicks: ['Lasso'], lassoes: true },
  'map-homes': { ...MAP, hash: '#/map/2026-11-21' },
  'map-spanish': { ...MAP, language: 'es', picks: ['Renata Garcia'] },
};

/** As full a day as there is: visits one after the other, every eighth of nobody. */
export function manyVisits(visits: number, technicians: number): DispatchStory {
  const nameOf = (index: number) => `Technician ${String(index).padStart(2, '0')}`;
  const team = Array.from({ length: technicians }, (_, index) => ({
    memberId: `technician_${index}`,
    name: nameOf(index),
    role: 'technician',
    status: 'active',
    skills: [],
  }));
  const day = Array.from({ length: visits }, (_, index) => {
    const start = 7 + (Math.floor(index / technicians) * 1.5 + (index % 5) / 4);
    const who = index % 8 === 0 ? '' : `technician_${index % technicians}`;
    return visit(
      who,
      `Customer ${index}`,
      'Furnace tune-up',
      [start, start + 1.25],
      index % 3 ? dispatched : {},
    );
  });
  return { now: NOW, visits: day, team, hash: `#/day/${STORY_DAY}` };
}
