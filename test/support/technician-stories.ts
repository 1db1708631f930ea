import { defaultSettings } from '../../shared/team/default-settings.ts';
import type { Visit } from '../../shared/visits/visit.ts';
import { toVisitBody } from '../../shared/visits/visit-body.ts';
import { aVisit, REACHED } from './a-visit.ts';
import { documentOf } from './page-stories.ts';

/** What the technician's page is shown with: what the service answers, and what happens on the phone. */
export interface TechnicianStory {
  /** ISO 8601, the time on the phone. */
  readonly now: string;
  readonly visits: readonly object[];
  /** Of the days after it. */
  readonly later?: readonly object[];
  readonly ask?: object;
  /** What the office has written. */
  readonly messages?: readonly object[];
  /** The customer's page whose streets and way are drawn. */
  readonly drive?: string;
  readonly signedOut?: true;
  readonly width?: number;
  /** What the phone speaks; English otherwise. */
  readonly locale?: string;
  readonly permission?: 'prompt' | 'denied';
  readonly at?: { readonly lat: number; readonly lng: number; readonly accuracy?: number };
  readonly battery?: number;
  /** Steps and positions that wait, and no signal. */
  readonly offline?: { readonly steps: readonly object[]; readonly positions: number };
  readonly choices?: object;
  /** What is tapped before the picture is taken: roles' names, in order. */
  readonly taps?: readonly string[];
  /** What is pressed and held at that moment. */
  readonly holds?: string;
  /** How every step is answered. */
  readonly refusal?: object;
}

const { lat = 0, lng = 0 } = documentOf('live').address ?? {};
const DOOR = { lat, lng };
const off = (north: number, east = 0) => ({ lat: DOOR.lat + north / 111_195, lng: DOOR.lng + east / 88_000 });
const between = (start: string, end: string) => ({
  start: `2026-11-20T${start}:00.000Z`,
  end: `2026-11-20T${end}:00.000Z`,
});

const visit = (name: string, line: string, more: Partial<Visit> & object = {}) =>
  toVisitBody(
    aVisit({
      visitId: `visit_${name}`,
      customer: { customerId: name, name: `${name} Whitfield`, phone: '+14155550123' },
      address: { line, ...DOOR, verified: true, timeZone: 'America/Los_Angeles' },
      window: between('17:00', '18:00'),
      notes: 'Furnace is in the basement. Side door, code 4471.',
      tags: [],
      ...more,
    } as Partial<Visit>),
  );

const dana = (status: Visit['status'], more: object = {}) => ({
  ...visit('Dana', '48 Willow Ln', REACHED[status]),
  ...more,
});
const LUIS = visit('Luis', '1190 Grand Blvd, Unit 4', {
  job: 'No heat',
  priority: 'urgent',
  window: between('18:30', '19:30'),
  notes: 'Buzzer 4, boiler room key at the desk',
  status: 'dispatched',
});
const REST = [
  LUIS,
  visit('Mei', '77 Bergen St', { window: between('21:00', '22:00') }),
  visit('Harold', '9 Fairview Ct', { window: between('23:00', '23:45') }),
];
const ETA = {
  arrivesAt: '2026-11-20T17:15:00.000Z',
  computedAt: '2026-11-20T17:03:00.000Z',
  distanceMeters: 5470,
};
const DRIVING = {
  now: '2026-11-20T17:03:00Z',
  visits: [dana('en_route', { eta: ETA }), ...REST],
  at: documentOf('live').position ?? DOOR,
  drive: 'live',
};
const ARRIVED = { arrivedAt: '2026-11-20T17:12:00.000Z' };
const ON_SITE = { now: '2026-11-20T18:16:18Z', visits: [dana('arrived', ARRIVED), ...REST], at: off(-15, 8) };
const MORNING = {
  now: '2026-11-20T16:12:00Z',
  visits: [dana('pending_dispatch'), ...REST],
  at: off(-4300, -3400),
};
const READY = { ...MORNING, now: '2026-11-20T16:56:00Z', visits: [dana('dispatched'), ...REST] };
const step = (visitId: string, name: string, status: string, at: string) => ({
  id: `${visitId}-${status}`,
  visitId,
  name,
  kind: 'status',
  status,
  at,
  body: { status, at },
  heldUntil: 0,
});

const LEFT_OPEN = {
  ...ON_SITE,
  now: '2026-11-20T18:26:10Z',
  ask: {
    kind: 'start_next',
    visitId: 'visit_Luis',
    leftVisitId: 'visit_Dana',
    at: '2026-11-20T18:26:00.000Z',
  },
};
const BEGUN = {
  now: '2026-11-20T18:26:10Z',
  visits: [
    {
      ...LUIS,
      status: 'en_route',
      enRouteAt: '2026-11-20T18:26:00.000Z',
      undoableUntil: '2026-11-20T18:28:00.000Z',
    },
    ...REST.slice(1),
  ],
  at: documentOf('live').position ?? DOOR,
  drive: 'live',
};
/** Longer words, on the narrowest phone. */
const SPANISH = { locale: 'es-US', width: 320 };

/** The day of the design's pictures, and what can go wrong in it. */
export const TECHNICIAN_STORIES: Readonly<Record<string, TechnicianStory>> = {
  'sign-in': { ...MORNING, signedOut: true },
  morning: MORNING,
  held: { ...READY, holds: 'On my way' },
  asked: { ...READY, taps: ['On my way'] },
  undo: { ...READY, taps: ['On my way', 'Yes, on my way'] },
  'on-the-road': DRIVING,
  'arrived-by-gps': {
    ...ON_SITE,
    now: '2026-11-20T17:12:42Z',
    visits: [
      dana('arrived', {
        ...ARRIVED,
        undoableUntil: '2026-11-20T17:14:30.000Z',
        arrivalToldAt: '2026-11-20T17:12:03.000Z',
      }),
      ...REST,
    ],
    drive: 'arrived',
  },
  'arrived-untold': {
    ...ON_SITE,
    now: '2026-11-20T17:12:42Z',
    width: 320,
    visits: [dana('arrived', { ...ARRIVED, undoableUntil: '2026-11-20T17:14:30.000Z' }), ...REST],
    drive: 'arrived',
  },
  'on-site': ON_SITE,
  'running-late': { ...DRIVING, taps: ['Late', 'Traffic'] },
  late: {
    ...DRIVING,
    now: '2026-11-20T17:30:20Z',
    at: documentOf('late').position ?? DOOR,
    drive: 'late',
    width: 320,
    visits: [
      dana('en_route', {
        eta: { ...ETA, arrivesAt: '2026-11-20T17:41:00.000Z' },
        late: { since: '2026-11-20T17:30:00.000Z' },
      }),
      ...REST,
    ],
  },
  'leaving-open-job': LEFT_OPEN,
  'on-to-the-next': { ...LEFT_OPEN, taps: ['Done, on to Luis', 'Yes, on my way'] },
  'started-by-itself': BEGUN,
  'on-to-the-next-es': {
    ...LEFT_OPEN,
    ...SPANISH,
    taps: ['Listo, a Luis', 'Sí, en camino'],
  },
  'started-by-itself-es': { ...BEGUN, ...SPANISH },
  'no-signal': {
    ...ON_SITE,
    now: '2026-11-20T18:26:30Z',
    offline: {
      steps: [
        step('visit_Dana', 'Dana', 'completed', '2026-11-20T18:24:00.000Z'),
        step('visit_Luis', 'Luis', 'en_route', '2026-11-20T18:26:00.000Z'),
      ],
      positions: 14,
    },
  },
  'nothing-today': {
    now: '2026-11-20T16:12:00Z',
    visits: [],
    battery: 0.18,
    later: [
      visit('Harold', '9 Fairview Ct', {
        job: 'water heater',
        window: { start: '2026-11-23T16:00:00.000Z', end: '2026-11-23T17:00:00.000Z' },
      }),
    ],
  },
  blocked: { ...MORNING, width: 320, permission: 'denied', taps: ['Blocked'] },
  'turn-on': { ...MORNING, permission: 'prompt', taps: ['Turn on'] },
  'weak-gps': { ...MORNING, at: { ...off(-900), accuracy: 580 }, taps: ['Weak GPS'] },
  'sharing-off': {
    ...MORNING,
    choices: { offSince: Date.parse('2026-11-20T16:02:00Z') },
    taps: ['Sharing off'],
  },
  'other-app': { ...MORNING, choices: { otherApp: {} }, taps: ['Other app'] },
  refused: {
    ...READY,
    taps: ['On my way', 'Yes, on my way'],
    refusal: { type: 'urn:service-tracker:problem:already-en-route', conflictingVisitId: 'visit_Luis' },
  },
  'office-message': {
    ...DRIVING,
    messages: [
      {
        messageId: 'memo_1',
        text: 'Fog on the bridge. Please take the tunnel, and call Luis before you set off: his buzzer is broken.',
        from: 'Olga',
        at: '2026-11-20T17:01:00.000Z',
      },
    ],
  },
  settings: { ...MORNING, taps: ['Settings of this phone'] },
};

const TEXT = {
  en: '{technician} is running about {minutes} min late and should be with you around {eta}. Sorry for the wait.',
  es: '{technician} llega unos {minutes} min tarde, sobre las {eta}. Disculpe la espera.',
};

/** The company of the stories. */
export const STORY_SETTINGS = (() => {
  const settings = defaultSettings({
    name: 'Mike’s Contracting',
    phone: '+14155550142',
    timeZone: 'America/Los_Angeles',
  });
  return {
    ...settings,
    messages: {
      ...settings.messages,
      running_late: { enabled: true, channels: ['sms'] as const, text: TEXT },
    },
  };
})();
