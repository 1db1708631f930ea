import type { Uses } from './grants.ts';

/** Who may call a route: team roles, anybody who holds a link, or simply anybody. */
export type Role = 'owner' | 'dispatcher' | 'technician';

/**
 * The Lambda a route is answered by, shared with routes of its kind for the same people: the public's and the team's
 * are never in one, nor the office's and every technician's. What one route may reach, its group may.
 */
export type Group =
  | 'public-reads'
  | 'holder-writes'
  | 'positions'
  | 'ingest'
  | 'members'
  | 'visit-status'
  | 'visit-bookings'
  | 'visits'
  | 'team-reads'
  | 'office-reads'
  | 'customers'
  | 'devices'
  | 'team'
  | 'invites'
  | 'vehicles'
  | 'webhooks';

/**
 * Of the account's concurrent executions (1,000 unless raised), how many a group keeps for itself and never exceeds:
 * the fleet's phones must not take the place of everything else, nor be kept out by it.
 */
export const reservedForRoutes: Readonly<Partial<Record<Group, number>>> = { positions: 100 };

export interface Route {
  readonly group: Group;
  /** The file under functions/ that answers, without its ending. */
  readonly door: string;
  /** Staff routes pass the JWT authorizer and then name their roles; the others carry no JWT. */
  readonly access: 'staff' | 'link' | 'device' | 'open';
  readonly roles?: readonly Role[];
  /** Requests a second and burst for the whole route, at the gateway. */
  readonly throttle: { readonly rate: number; readonly burst: number };
  readonly uses: Uses;
}

const office = ['owner', 'dispatcher'] as const;
const everyone = ['owner', 'dispatcher', 'technician'] as const;
const calm = { rate: 50, burst: 100 } as const;
const busy = { rate: 2000, burst: 4000 } as const;

const staff =
  (group: Group) =>
  (door: string, roles: readonly Role[], uses: Uses, throttle: Route['throttle'] = calm): Route => ({
    group,
    door,
    access: 'staff',
    roles,
    throttle,
    uses,
  });
const link =
  (group: Group) =>
  (door: string, uses: Uses, throttle: Route['throttle'] = busy): Route => ({
    group,
    door,
    access: 'link',
    throttle,
    uses,
  });

/** What a link shows: the first opening of one on a quiet day waits for the gate and for this, and nothing else. */
const shows = link('public-reads');
/** What whoever holds a link may set. */
const takes = link('holder-writes');
/** The busiest route alone, so that nothing else waits for it, or it for anything. */
const positions = staff('positions');
/** Apps of others that report in the place of our own; whoever has the token in the path may. */
const ingest = (door: string): Route => ({
  group: 'ingest',
  door,
  access: 'device',
  throttle: busy,
  uses: { positions: ['UpdateItem', 'PutItem'], records: ['GetItem', 'UpdateItem', 'PutItem', 'Query'] },
});
/**
 * What a member may change of themselves, and the office for them: their details, what reports in their name, and on
 * what they get push messages.
 */
const members = staff('members');
/** The steps of a visit, and what else a technician's phone sends in order; the office takes them too. */
const steps = staff('visit-status');
/** What a visit is about, where and when; with the other changes these would load too much to start quickly. */
const bookings = staff('visit-bookings');
/** Other changes of visits, their links, the time spent there, what was raised and what is written, by the office. */
const visits = staff('visits');
/** What all of the team look at, changing nothing. */
const looks = staff('team-reads');
/** What the office looks at besides. */
const officeLooks = staff('office-reads');
const customers = staff('customers');
/** Whatever of the office's makes SNS know a device, or forget it. */
const devices = staff('devices');
/** What the owner alone does: who is of the team, and how the company works. */
const team = staff('team');
/** Whoever was invited comes in; alone, for it makes people who can sign in. */
const comesIn = (door: string, uses: Uses) => link('invites')(door, uses, { rate: 10, burst: 20 });
/** What technicians drive. */
const vehicles = staff('vehicles');

/** Which other systems are told of facts; for the owner alone. */
const webhooks = (door: string, uses: Uses) => staff('webhooks')(door, ['owner'], uses);

/** A vehicle as it is answered: with its driver's name, and where it was last seen. */
const fleet = { records: ['GetItem', 'BatchGetItem'], positions: ['BatchGetItem'] } as const satisfies Uses;

const read = ['GetItem'] as const;
/** What an index listed, read by its keys. */
const listed = ['GetItem', 'BatchGetItem'] as const;
/** A change of a visit's own: read it, then one transaction over visit, timeline and link. */
const edit = ['GetItem', 'PutItem'] as const;
/** One that may also end a drive, or begin it anew: the technician's latest item is in the same transaction. */
const move = { records: edit, positions: ['UpdateItem'] } as const satisfies Uses;
/** One that besides may end a link, or take somebody off. */
const end = { ...move, records: [...edit, 'DeleteItem'] } as const satisfies Uses;

/** What a link shows: its item, the live one while en route, and where the page then listens. */
const shown = { records: read, positions: read, liveUrl: true } as const satisfies Uses;

/** Every route of the HTTP API: its door, who may call it, how fast, and what the door reaches. */
export const routes: Readonly<Record<string, Route>> = {
  'POST /visits': bookings('visits/create-visit', office, {
    records: [...edit, 'BatchGetItem'],
    linkSecret: true,
    geocode: true,
  }),
  'GET /visits': looks('visits/list-visits', everyone, {
    records: listed,
    indexes: ['by-account', 'by-person'],
  }),
  'POST /visits/plan': officeLooks(
    'planning/plan-day',
    office,
    { records: listed, indexes: ['by-account'] },
    { rate: 10, burst: 20 },
  ),
  'GET /visits/{visitId}': looks('visits/get-visit', everyone, { records: read, positions: read }),
  'GET /visits/{visitId}/map': looks('visits/get-map', everyone, { records: read, positions: read }),
  'PATCH /visits/{visitId}': bookings('visits/change-visit', office, { ...move, geocode: true }),
  'PUT /visits/{visitId}/technicians': visits('visits/assign-technicians', office, {
    ...end,
    records: [...end.records, 'BatchGetItem'],
  }),
  'POST /visits/{visitId}/status': steps('visits/change-status', everyone, {
    ...end,
    records: [...end.records, 'BatchGetItem'],
  }),
  'POST /visits/{visitId}/running-late': steps('visits/report-running-late', everyone, {
    records: edit,
    positions: read,
  }),
  'POST /visits/{visitId}/hold': visits('visits/hold-visit', office, { records: edit }),
  'DELETE /visits/{visitId}/hold': visits('visits/release-visit', office, { records: edit }),
  'GET /visits/{visitId}/link': officeLooks('visits/get-link', office, { records: read, linkSecret: true }),
  'POST /visits/{visitId}/link': visits('visits/replace-link', office, {
    records: [...edit, 'DeleteItem'],
    linkSecret: true,
  }),
  'POST /visits/{visitId}/link/text': visits('visits/text-link', office, { records: edit }),
  'GET /visits/{visitId}/timeline': officeLooks('visits/list-timeline', office, {
    records: ['GetItem', 'Query'],
  }),
  'GET /visits/{visitId}/messages': officeLooks('messaging/list-messages', office, {
    records: ['GetItem', 'Query'],
    linkSecret: true,
  }),
  'POST /visits/{visitId}/messages': visits('messaging/write-message', office, {
    records: edit,
    linkSecret: true,
    optOuts: ['CheckIfPhoneNumberIsOptedOut'],
  }),
  'POST /visits/{visitId}/messages/{messageId}/resend': visits('messaging/resend-message', office, {
    records: [...edit, 'UpdateItem'],
    linkSecret: true,
  }),
  'POST /settings/templates/preview': officeLooks('messaging/preview-template', office, {
    publicOrigin: true,
  }),
  'GET /visits/{visitId}/readiness': officeLooks('readiness/get-readiness', office, {
    records: listed,
    positions: ['BatchGetItem'],
    channels: true,
  }),
  'GET /reports/summary': officeLooks('reports/summarize', office, { records: [...listed, 'Query'] }),
  'GET /settings/health': officeLooks('readiness/check-health', office, {
    records: read,
    indexes: ['by-account'],
    publicOrigin: true,
    channels: true,
  }),
  'GET /alerts': officeLooks('alerts/list-alerts', office, { records: listed, indexes: ['by-account'] }),
  'POST /alerts/{alertId}/acknowledge': visits('alerts/acknowledge-alert', office, { records: edit }),
  'POST /live/ticket': visits('live/create-ticket', office, {
    records: ['GetItem', 'UpdateItem'],
    positions: ['PutItem'],
    liveUrl: true,
  }),
  'GET /me': looks('team/get-me', everyone, { records: ['GetItem', 'Query'], positions: read }),
  'PUT /me/notifications': visits('team/choose-notifications', office, {
    records: ['GetItem', 'UpdateItem'],
  }),
  'GET /addresses': officeLooks(
    'addresses/suggest-addresses',
    office,
    { records: listed, indexes: ['by-account'], addresses: true },
    { rate: 20, burst: 40 },
  ),
  'POST /me/messages/{messageId}/acknowledge': steps('team/acknowledge-message', everyone, {
    records: ['GetItem', 'UpdateItem'],
  }),
  'GET /me/push': members('devices/get-push-key', everyone, { records: read, pushSecret: true }),
  'PUT /me/push': members('devices/register-browser', everyone, {
    records: ['GetItem', 'PutItem', 'UpdateItem'],
    publicOrigin: true,
  }),
  'POST /team/messages': visits('messaging/write-to-members', office, {
    records: [...listed, 'PutItem'],
    indexes: ['by-account'],
  }),
  'POST /team/members/{memberId}/message': visits('messaging/write-to-member', office, {
    records: [...listed, 'PutItem'],
  }),
  'GET /team/members/{memberId}/messages': officeLooks('messaging/list-member-messages', office, {
    records: [...listed, 'Query'],
  }),
  'POST /team/members/{memberId}/messages/{messageId}/resend': visits('messaging/resend-to-member', office, {
    records: [...listed, 'UpdateItem', 'PutItem', 'ConditionCheckItem'],
  }),
  'GET /events': looks('events/list-events', everyone, { records: listed, indexes: ['by-account'] }),
  'POST /events': visits('events/create-event', office, { records: [...listed, 'PutItem'] }),
  'PATCH /events/{eventId}': visits('events/change-event', office, { records: [...listed, 'PutItem'] }),
  'DELETE /events/{eventId}': visits('events/delete-event', office, {
    records: ['GetItem', 'PutItem', 'DeleteItem'],
  }),
  'GET /time-entries': looks('timesheets/list-time-entries', everyone, {
    records: listed,
    indexes: ['by-account', 'by-person'],
  }),
  'PATCH /time-entries/{entryId}': visits('timesheets/correct-time-entry', office, {
    records: [...edit, 'BatchGetItem'],
    indexes: ['by-person'],
  }),
  'GET /settings': looks('team/get-settings', everyone, { records: read }),
  'PUT /settings': team('team/change-settings', ['owner'], { records: ['GetItem', 'PutItem'] }),
  'POST /customers': customers('customers/create-customer', office, {
    records: edit,
  }),
  'GET /customers': customers('customers/list-customers', office, {
    records: listed,
    indexes: ['by-account'],
  }),
  'GET /customers/{customerId}': customers('customers/get-customer', office, {
    records: listed,
    indexes: ['by-person'],
  }),
  'PATCH /customers/{customerId}': customers('customers/change-customer', office, {
    records: [...edit, 'BatchGetItem', 'UpdateItem', 'DeleteItem'],
    indexes: ['by-person'],
  }),
  'PUT /customers/{customerId}/devices': devices('devices/put-device', office, {
    records: ['GetItem', 'UpdateItem', 'PutItem'],
    endpoints: ['CreatePlatformEndpoint', 'GetEndpointAttributes', 'SetEndpointAttributes'],
    publicOrigin: true,
  }),
  'GET /customers/{customerId}/devices': officeLooks('devices/list-customers-devices', office, {
    records: listed,
    indexes: ['by-person'],
  }),
  'GET /devices': officeLooks('devices/list-devices', office, { records: listed, indexes: ['by-account'] }),
  'PATCH /devices/{deviceId}': devices('devices/change-device', office, {
    records: ['GetItem', 'UpdateItem'],
  }),
  'DELETE /devices/{deviceId}': devices('devices/delete-device', office, {
    records: ['GetItem', 'DeleteItem', 'Query'],
    endpoints: ['DeleteEndpoint'],
  }),
  'POST /positions': positions(
    'tracking/post-positions',
    ['technician'],
    { positions: ['UpdateItem', 'PutItem'] },
    busy,
  ),
  'GET /ingest/osmand/{deviceToken}': ingest('tracking/ingest-osmand'),
  'POST /ingest/osmand/{deviceToken}': ingest('tracking/ingest-osmand'),
  'POST /ingest/owntracks/{deviceToken}': ingest('tracking/ingest-owntracks'),
  'POST /ingest/overland/{deviceToken}': ingest('tracking/ingest-overland'),
  'POST /uploads': members('uploads/create-upload', everyone, { records: read, uploads: true }),
  'GET /team/members': officeLooks('team/list-members', office, {
    records: listed,
    indexes: ['by-account'],
    positions: ['BatchGetItem'],
  }),
  'PATCH /team/members/{memberId}': members('team/change-member', everyone, {
    records: [...listed, 'PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'],
    indexes: ['by-account'],
    positions: ['BatchGetItem', 'UpdateItem'],
    geocode: true,
    identity: ['AdminAddUserToGroup', 'AdminRemoveUserFromGroup'],
  }),
  'DELETE /team/members/{memberId}': team('access/revoke-member', ['owner'], {
    records: [...listed, 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'],
    indexes: ['by-account', 'by-person'],
    positions: ['BatchGetItem', 'UpdateItem', 'ConditionCheckItem', 'Query', 'DeleteItem'],
    sockets: ['POST', 'DELETE'],
    identity: ['AdminDisableUser', 'AdminUserGlobalSignOut'],
  }),
  'POST /team/invites': team('access/create-invite', ['owner'], {
    records: [...listed, 'PutItem'],
    indexes: ['by-account'],
    publicOrigin: true,
    invitations: true,
  }),
  'GET /team/invites': team('access/list-invites', ['owner'], { records: listed, indexes: ['by-account'] }),
  'POST /team/invites/{inviteId}/resend': team('access/resend-invite', ['owner'], {
    records: ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'],
    publicOrigin: true,
    invitations: true,
  }),
  'DELETE /team/invites/{inviteId}': team('access/withdraw-invite', ['owner'], {
    records: ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'],
  }),
  'POST /team/invites/{token}/accept': comesIn('access/accept-invite', {
    records: ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'],
    positions: ['UpdateItem'],
    identity: [
      'AdminCreateUser',
      'AdminGetUser',
      'AdminEnableUser',
      'AdminAddUserToGroup',
      'AdminRemoveUserFromGroup',
    ],
  }),
  'POST /waitlist': team('team/join-waitlist', ['owner'], { records: ['GetItem', 'PutItem'] }),
  'GET /team/audit': team('team/list-audit', ['owner'], { records: ['GetItem', 'Query'] }),
  'POST /team/members/{memberId}/device-token': members('tracking/create-device-token', everyone, {
    records: ['GetItem', 'Query', 'PutItem'],
    publicOrigin: true,
  }),
  'GET /team/members/{memberId}/device-tokens': members('tracking/list-device-tokens', everyone, {
    records: ['GetItem', 'Query'],
    positions: ['GetItem'],
  }),
  'DELETE /team/members/{memberId}/device-tokens/{id}': members('tracking/revoke-device-token', everyone, {
    records: ['GetItem', 'DeleteItem'],
    positions: ['UpdateItem', 'ConditionCheckItem'],
  }),
  'POST /vehicles': vehicles('vehicles/create-vehicle', office, {
    ...fleet,
    records: [...fleet.records, 'PutItem'],
  }),
  'GET /vehicles': vehicles('vehicles/list-vehicles', office, { ...fleet, indexes: ['by-account'] }),
  'GET /vehicles/{vehicleId}': vehicles('vehicles/get-vehicle', office, fleet),
  'PATCH /vehicles/{vehicleId}': vehicles('vehicles/change-vehicle', office, {
    ...fleet,
    records: [...fleet.records, 'PutItem'],
  }),
  'DELETE /vehicles/{vehicleId}': vehicles('vehicles/delete-vehicle', office, {
    records: ['GetItem', 'Query', 'UpdateItem', 'DeleteItem'],
    positions: ['DeleteItem'],
  }),
  'PUT /vehicles/{vehicleId}/driver': vehicles('vehicles/set-driver', office, {
    records: [...fleet.records, 'PutItem', 'UpdateItem', 'DeleteItem'],
    positions: [...fleet.positions, 'UpdateItem'],
  }),
  'GET /vehicles/{vehicleId}/drivers': vehicles('vehicles/list-drivers', office, {
    records: ['GetItem', 'Query'],
  }),
  'GET /vehicles/{vehicleId}/events': vehicles('vehicles/list-vehicle-events', office, {
    records: ['GetItem', 'Query'],
  }),
  'GET /team/members/{memberId}/vehicle-events': vehicles('vehicles/list-driver-events', office, {
    records: ['GetItem', 'BatchGetItem'],
    indexes: ['by-person'],
  }),
  'POST /vehicles/{vehicleId}/device-token': vehicles('tracking/create-tracker-token', office, {
    records: ['GetItem', 'Query', 'PutItem'],
    publicOrigin: true,
  }),
  'GET /vehicles/{vehicleId}/device-tokens': vehicles('tracking/list-tracker-tokens', office, {
    records: ['GetItem', 'Query'],
    positions: ['GetItem'],
  }),
  'DELETE /vehicles/{vehicleId}/device-tokens/{trackerId}': vehicles(
    'tracking/revoke-tracker-token',
    office,
    {
      records: ['GetItem', 'DeleteItem'],
      positions: ['UpdateItem', 'ConditionCheckItem'],
    },
  ),
  'POST /webhooks': webhooks('webhooks/create-webhook', {
    records: ['GetItem', 'Query', 'PutItem'],
    webhookSecret: true,
  }),
  'GET /webhooks': webhooks('webhooks/list-webhooks', { records: ['GetItem', 'Query'] }),
  'PATCH /webhooks/{webhookId}': webhooks('webhooks/change-webhook', { records: ['GetItem', 'UpdateItem'] }),
  'DELETE /webhooks/{webhookId}': webhooks('webhooks/delete-webhook', { records: ['GetItem', 'DeleteItem'] }),
  'POST /webhooks/{webhookId}/rotate-secret': webhooks('webhooks/rotate-secret', {
    records: ['GetItem', 'PutItem', 'UpdateItem'],
    webhookSecret: true,
  }),
  'GET /webhooks/{webhookId}/deliveries': webhooks('webhooks/list-deliveries', {
    records: listed,
    indexes: ['by-person'],
  }),
  'POST /webhooks/{webhookId}/replay': webhooks('webhooks/replay-deliveries', {
    records: [...listed, 'UpdateItem'],
    publishFacts: true,
  }),
  'POST /webhooks/{webhookId}/test': webhooks('webhooks/test-webhook', {
    records: ['GetItem', 'PutItem'],
    publishFacts: true,
  }),
  'GET /technicians/positions': officeLooks('tracking/list-positions', office, {
    records: listed,
    indexes: ['by-account'],
    positions: ['BatchGetItem'],
    mapKey: true,
  }),
  'GET /t/{token}': shows('public/get-page', shown),
  'HEAD /t/{token}': shows('public/get-page', shown),
  'GET /t/{token}/map': shows('public/get-map', { ...shown, mapKey: true }),
  'GET /t/{token}/status': shows('public/get-status', shown),
  'GET /t/{token}/manifest.webmanifest': shows('public/get-manifest', { records: read }),
  'PUT /t/{token}/preferences': takes(
    'public/change-preferences',
    { records: ['GetItem', 'BatchGetItem', 'PutItem', 'UpdateItem'], indexes: ['by-person'] },
    calm,
  ),
  'GET /t/{token}/push': takes('public/get-push-key', { records: read, pushSecret: true }, calm),
  'PUT /t/{token}/push': takes(
    'public/register-device',
    { records: ['GetItem', 'PutItem', 'UpdateItem'], publicOrigin: true },
    calm,
  ),
  'POST /t/{token}/seen': takes('public/count-view', {
    records: ['GetItem', 'UpdateItem'],
    positions: ['GetItem', 'PutItem'],
  }),
  'GET /unsubscribe/{token}': shows('public/ask-unsubscribe', { records: read }),
  'POST /unsubscribe/{token}': takes(
    'public/unsubscribe',
    { records: ['GetItem', 'UpdateItem', 'DeleteItem'] },
    calm,
  ),
  $default: { group: 'public-reads', door: 'public/not-found', access: 'open', throttle: calm, uses: {} },
};

/** A route of the WebSocket API; one Lambda answers all of them. */
export interface SocketRoute {
  readonly group: 'sockets';
  readonly door: string;
  /** Messages a second and burst for the whole route, at the gateway. */
  readonly throttle: { readonly rate: number; readonly burst: number };
  readonly uses: Uses;
}

/** Every route of the WebSocket API. What a page says is told apart by its door, not by the gateway. */
export const socketRoutes: Readonly<Record<'$connect' | '$disconnect' | '$default', SocketRoute>> = {
  $connect: { group: 'sockets', door: 'live/open-socket', throttle: { rate: 500, burst: 1000 }, uses: {} },
  $disconnect: {
    group: 'sockets',
    door: 'live/close-socket',
    throttle: busy,
    uses: { positions: ['DeleteItem'] },
  },
  $default: {
    group: 'sockets',
    door: 'live/hear-socket',
    throttle: busy,
    uses: { ...shown, positions: ['GetItem', 'PutItem', 'DeleteItem', 'Query'], sockets: ['POST', 'DELETE'] },
  },
};
