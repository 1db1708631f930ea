import { renderSVG } from 'uqr';
import { previewMail } from '../../shared/messaging/preview-mail.ts';
import { previewText } from '../../shared/messaging/preview-text.ts';
import type { Account } from '../../shared/team/settings.ts';
import { type DispatchStory, STORY_TEAM } from './dispatch-stories.ts';
import { STORY_SETTINGS } from './technician-stories.ts';

const { en_route: enRoute } = STORY_SETTINGS.messages;

/** A dash that nobody sees, and everybody pays for. */
const DASHED = {
  ...STORY_SETTINGS,
  muteTags: ['warranty', 'callback'],
  messages: {
    ...STORY_SETTINGS.messages,
    en_route: {
      ...enRoute,
      text: {
        ...enRoute.text,
        en: 'Your technician from {company} is on the way — arriving around {eta}. Track them here: {link}',
      },
    },
  },
};

const NOW = '2026-11-20T18:04:00.000Z';
const OWNER: DispatchStory = { now: NOW, role: 'owner', settings: DASHED };

const HEALTH = {
  checkedAt: NOW,
  channels: [
    {
      channel: 'sms',
      state: 'ok',
      checks: [{ name: 'sms-sandbox', state: 'ok', detail: 'Texts go to any number.' }],
    },
    {
      channel: 'email',
      state: 'warning',
      checks: [
        {
          name: 'mail-sandbox',
          state: 'warning',
          detail: 'SES sends to verified addresses only. Texts do not need it.',
          whatToDo: 'For e-mails ask SES for production access.',
        },
      ],
    },
    {
      channel: 'push',
      state: 'ok',
      checks: [
        { name: 'push-browsers', state: 'ok', detail: 'Browsers that a customer opted in are reached.' },
      ],
    },
  ],
};

const QR = renderSVG('https://go.mikes.co/set-up/osmand/token');

const SKILLS = [['HVAC', 'Heat pumps'], ['Plumbing'], ['Electrical', 'EV chargers', 'Solar'], []];
const POSITIONS = ['Lead technician', 'Apprentice', undefined, 'Master electrician'];
const agoOf = (minutes: number): string => new Date(Date.parse(NOW) - minutes * 60_000).toISOString();

const TEAM = [
  { memberId: 'olga', name: 'Olga Owen', role: 'owner', status: 'active', skills: [], lastSeenAt: agoOf(1) },
  ...STORY_TEAM.map((member, index) => ({
    ...member,
    position: POSITIONS[index % POSITIONS.length],
    skills: SKILLS[index % SKILLS.length],
    phone: '••• 0142',
    homeAddress: { line: '9 Alder Ct', verified: index % 2 === 0 },
    ...(index % 5 !== 4 && { lastSeenAt: agoOf(index * 17) }),
  })),
  { memberId: 'nina', name: 'Nina Hart', role: 'technician', status: 'invited', skills: [] },
  { memberId: 'rob', name: 'Rob Gale', role: 'technician', status: 'revoked', skills: [] },
];

const INVITES = [
  {
    inviteId: 'nina',
    email: 'nina@example.com',
    name: 'Nina Hart',
    role: 'technician',
    position: 'Plumber',
    sentAt: agoOf(1500),
    expiresAt: agoOf(-8000),
    expired: false,
  },
];

const AUDIT = [
  {
    at: agoOf(90),
    what: 'member.changed',
    memberId: 'devon',
    by: { role: 'owner', memberId: 'olga' },
    changed: ['skills', 'homeAddress'],
  },
  { at: agoOf(1500), what: 'member.invited', memberId: 'nina', by: { role: 'owner', memberId: 'olga' } },
  {
    at: agoOf(4000),
    what: 'member.changed',
    memberId: 'sam',
    by: { role: 'owner', memberId: 'olga' },
    changed: ['role'],
    from: 'technician',
    to: 'dispatcher',
  },
  { at: agoOf(9000), what: 'member.revoked', memberId: 'rob', by: { role: 'owner', memberId: 'olga' } },
];

export const SETTINGS_STORIES: Readonly<Record<string, DispatchStory>> = {
  messages: { ...OWNER, hash: '#/settings/messages' },
  'messages-mail': { ...OWNER, hash: '#/settings/messages', clicks: ['Late 30 min', 'Mail'] },
  'messages-tablet': { ...OWNER, width: 1024, height: 768, hash: '#/settings/messages' },
  'messages-wide': { ...OWNER, width: 2560, height: 1300, hash: '#/settings/messages' },
  company: { ...OWNER, height: 1100, hash: '#/settings/company' },
  arrival: { ...OWNER, hash: '#/settings/arrival' },
  after: { ...OWNER, hash: '#/settings/after' },
  'may-do': { ...OWNER, role: 'dispatcher', hash: '#/settings/permissions' },
  sending: { ...OWNER, hash: '#/settings/health' },
  team: { ...OWNER, team: TEAM, hash: '#/team' },
  member: { ...OWNER, team: TEAM, hash: '#/team/devon', clicks: ['End access'] },
  'team-message': { ...OWNER, team: TEAM, hash: '#/team/message', clicks: [] },
  'team-tablet': { ...OWNER, team: TEAM, width: 1024, height: 768, hash: '#/team/invite' },
  'team-history': { ...OWNER, team: TEAM, hash: '#/team/history' },
  vehicles: { ...OWNER, team: TEAM, height: 1100, hash: '#/settings/vehicles', clicks: ['Van 3'] },
  phones: { ...OWNER, team: TEAM, hash: '#/settings/phones', clicks: ['Andre Dubois', 'Add a device'] },
  webhooks: { ...OWNER, hash: '#/settings/webhooks', clicks: ['crm.example.com'] },
  'messages-dispatcher': { ...OWNER, role: 'dispatcher', hash: '#/settings/messages' },
};

const VEHICLES = [
  {
    vehicleId: 'van-3',
    name: 'Van 3',
    description: 'White Ford Transit',
    plate: '8ABC123',
    driver: { memberId: 'marcus', name: 'Marcus Bell', since: agoOf(300) },
    position: { lat: 37.76, lng: -122.42, at: agoOf(2), age: 120, accuracy: 5, speed: 0, heading: null },
  },
  { vehicleId: 'van-7', name: 'Van 7', description: 'Blue Ram ProMaster' },
];

const WEBHOOKS = [
  {
    webhookId: 'crm',
    url: 'https://crm.example.com/hooks/tracker',
    description: 'CRM',
    includeCustomer: false,
    enabled: true,
    failingSince: agoOf(40),
  },
];

const DELIVERIES = [
  {
    deliveryId: 'msg_2',
    type: 'visit.arrived',
    state: 'pending',
    attempts: [{ at: agoOf(40), status: 503 }],
    nextAttemptAt: agoOf(-20),
    createdAt: agoOf(40),
  },
  {
    deliveryId: 'msg_1',
    type: 'visit.en_route',
    state: 'delivered',
    attempts: [{ at: agoOf(62), status: 200 }],
    createdAt: agoOf(62),
  },
];

const MADE = {
  id: 'token',
  createdAt: NOW,
  token: 'token',
  url: 'https://go.mikes.co/ingest/osmand/token',
  setupUrls: { osmand: 'https://x.test/a', owntracks: 'https://x.test/b', overland: 'https://x.test/c' },
  qrCodes: { osmand: QR, owntracks: QR, overland: QR },
};

/** What the service answers to the settings' page, by whatever answers it there; undefined for all else. */
export function answerSettings(path: string, body: string, settings: object): object | undefined {
  if (path === '/settings/health') return HEALTH;
  if (path === '/vehicles') return { vehicles: VEHICLES };
  if (path === '/webhooks') return { webhooks: WEBHOOKS };
  if (path.endsWith('/deliveries')) return { deliveries: DELIVERIES };
  if (path.endsWith('/device-token')) return MADE;
  if (path.endsWith('/device-tokens'))
    return { deviceTokens: [{ id: 'old', label: 'Pixel 8', createdAt: agoOf(9000), lastSeenAt: agoOf(3) }] };
  if (path === '/team/invites') return { invites: INVITES };
  if (path === '/team/audit') return { entries: AUDIT };
  if (path !== '/settings/templates/preview') return undefined;
  process.env['PUBLIC_ORIGIN'] ??= 'https://go.mikes.co';
  const account: Account = {
    accountId: 'story',
    enabled: true,
    settings: settings as Account['settings'],
    version: 1,
    updatedAt: NOW,
  };
  const template = JSON.parse(body);
  return template.channel === 'email'
    ? previewMail(template, account, Date.parse(NOW))
    : previewText(template, account, Date.parse(NOW));
}
