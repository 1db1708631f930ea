import type { Uses } from './grants.ts';

/** Who may call a route: team roles, anybody who holds a link, or simply anybody. */
export type Role = 'owner' | 'dispatcher' | 'technician';

export interface Route {
  /** The file under functions/ that answers, without its ending. */
  readonly door: string;
  /** Staff routes pass the JWT authorizer and then name their roles; the others carry no JWT. */
  readonly access: 'staff' | 'link' | 'open';
  readonly roles?: readonly Role[];
  /** Requests a second and burst for the whole route, at the gateway. */
  readonly throttle: { readonly rate: number; readonly burst: number };
  readonly uses: Uses;
}

const office = ['owner', 'dispatcher'] as const;
const everyone = ['owner', 'dispatcher', 'technician'] as const;
const calm = { rate: 50, burst: 100 } as const;
const busy = { rate: 2000, burst: 4000 } as const;

const staff = (
  door: string,
  roles: readonly Role[],
  uses: Uses,
  throttle: Route['throttle'] = calm,
): Route => ({
  door,
  access: 'staff',
  roles,
  throttle,
  uses,
});
const link = (door: string, uses: Uses, throttle: Route['throttle'] = busy): Route => ({
  door,
  access: 'link',
  throttle,
  uses,
});

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
  'POST /visits': staff('visits/create-visit', office, {
    records: [...edit, 'BatchGetItem'],
    linkSecret: true,
    geocode: true,
  }),
  'GET /visits': staff('visits/list-visits', everyone, {
    records: listed,
    indexes: ['by-account', 'by-person'],
  }),
  'GET /visits/{visitId}': staff('visits/get-visit', everyone, { records: read, positions: read }),
  'PATCH /visits/{visitId}': staff('visits/change-visit', office, { ...move, geocode: true }),
  'PUT /visits/{visitId}/technicians': staff('visits/assign-technicians', office, {
    ...end,
    records: [...end.records, 'BatchGetItem'],
  }),
  'POST /visits/{visitId}/status': staff('visits/change-status', everyone, end),
  'POST /visits/{visitId}/hold': staff('visits/hold-visit', office, { records: edit }),
  'DELETE /visits/{visitId}/hold': staff('visits/release-visit', office, { records: edit }),
  'GET /visits/{visitId}/link': staff('visits/get-link', office, { records: read, linkSecret: true }),
  'POST /visits/{visitId}/link': staff('visits/replace-link', office, {
    records: [...edit, 'DeleteItem'],
    linkSecret: true,
  }),
  'POST /visits/{visitId}/link/text': staff('visits/text-link', office, { records: edit }),
  'GET /visits/{visitId}/timeline': staff('visits/list-timeline', office, { records: ['GetItem', 'Query'] }),
  'GET /visits/{visitId}/messages': staff('messaging/list-messages', office, {
    records: ['GetItem', 'Query'],
    linkSecret: true,
  }),
  'GET /settings': staff('team/get-settings', everyone, { records: read }),
  'PUT /settings': staff('team/change-settings', ['owner'], { records: ['GetItem', 'PutItem'] }),
  'POST /customers': staff('customers/create-customer', office, {
    records: edit,
  }),
  'GET /customers': staff('customers/list-customers', office, {
    records: listed,
    indexes: ['by-account'],
  }),
  'GET /customers/{customerId}': staff('customers/get-customer', office, {
    records: listed,
    indexes: ['by-person'],
  }),
  'POST /positions': staff(
    'tracking/post-positions',
    ['technician'],
    { positions: ['UpdateItem', 'PutItem'] },
    busy,
  ),
  'GET /technicians/positions': staff('tracking/list-positions', office, {
    records: listed,
    indexes: ['by-account'],
    positions: ['BatchGetItem'],
  }),
  'GET /t/{token}': link('public/get-page', shown),
  'HEAD /t/{token}': link('public/get-page', shown),
  'GET /t/{token}/map': link('public/get-map', { ...shown, mapKey: true }),
  'GET /t/{token}/status': link('public/get-status', shown),
  'GET /t/{token}/manifest.webmanifest': link('public/get-manifest', { records: read }),
  'PUT /t/{token}/preferences': link(
    'public/change-preferences',
    { records: ['GetItem', 'BatchGetItem', 'PutItem', 'UpdateItem'], indexes: ['by-person'] },
    calm,
  ),
  'GET /t/{token}/push': link('public/get-push-key', { records: read, pushSecret: true }, calm),
  'PUT /t/{token}/push': link(
    'public/register-device',
    { records: ['GetItem', 'PutItem', 'UpdateItem'], publicOrigin: true },
    calm,
  ),
  'POST /t/{token}/seen': link('public/count-view', {
    records: ['GetItem', 'UpdateItem'],
    positions: ['GetItem', 'PutItem'],
  }),
  'GET /sw.js': { door: 'public/get-script', access: 'open', throttle: busy, uses: {} },
  'GET /notify.js': { door: 'public/get-script', access: 'open', throttle: busy, uses: {} },
  'GET /map.js': { door: 'public/get-map-part', access: 'open', throttle: busy, uses: { mapStyle: true } },
  'GET /map-worker.js': {
    door: 'public/get-map-part',
    access: 'open',
    throttle: busy,
    uses: { mapStyle: true },
  },
  'GET /map.css': { door: 'public/get-map-part', access: 'open', throttle: busy, uses: { mapStyle: true } },
  'GET /robots.txt': { door: 'public/get-robots', access: 'open', throttle: calm, uses: {} },
  'GET /openapi.json': { door: 'public/get-openapi', access: 'open', throttle: calm, uses: {} },
  $default: { door: 'public/not-found', access: 'open', throttle: calm, uses: {} },
};

/** A route of the WebSocket API. */
export interface SocketRoute {
  readonly door: string;
  /** Messages a second and burst for the whole route, at the gateway. */
  readonly throttle: { readonly rate: number; readonly burst: number };
  readonly uses: Uses;
}

/** Every route of the WebSocket API. What a page says is told apart by its door, not by the gateway. */
export const socketRoutes: Readonly<Record<'$connect' | '$disconnect' | '$default', SocketRoute>> = {
  $connect: { door: 'live/open-socket', throttle: { rate: 500, burst: 1000 }, uses: {} },
  $disconnect: { door: 'live/close-socket', throttle: busy, uses: { positions: ['DeleteItem'] } },
  $default: {
    door: 'live/hear-page',
    throttle: busy,
    uses: { ...shown, positions: ['GetItem', 'PutItem', 'DeleteItem'], sockets: ['POST', 'DELETE'] },
  },
};

/** Asked by the gateway before every route without a JWT: did this request come through the distribution? */
export const gate = { door: 'public/check-origin', header: 'x-origin-verify' } as const;
