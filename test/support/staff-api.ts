import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { routes } from '../../functions/routes.ts';
import { createCognito } from '../../local/emulators/cognito.ts';
import { createGeoPlaces } from '../../local/emulators/geo-places.ts';
import { localApplication } from '../../local/emulators/push-endpoints.ts';
import { createSecretsManager } from '../../local/emulators/secrets-manager.ts';
import { createSes } from '../../local/emulators/ses.ts';
import { createSns } from '../../local/emulators/sns.ts';
import { createTown } from '../../local/town/town.ts';
import type { Role } from '../../shared/team/member.ts';
import { mustBeDocumented } from './documented.ts';
import { startTables } from './real-tables.ts';
import { createWorld, type ObservedWorld, serveEmulators } from './serve-emulators.ts';

/** Who calls: what their token says. */
export interface Who {
  readonly accountId: string;
  readonly memberId: string;
  readonly role: Role;
}

interface Request {
  readonly as: Who;
  readonly path?: Record<string, string>;
  readonly query?: Record<string, string>;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
  /** The body as it is, instead of `body` as JSON. */
  readonly raw?: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  // biome-ignore lint/suspicious/noExplicitAny: what an answer holds is for the test to say
  readonly body: any;
}

/** The real doors over a real engine: what the gateway would hand them goes in, what it would send comes out. */
export async function startDoors(): Promise<{ readonly world: ObservedWorld; stop(): Promise<void> }> {
  const tables = await startTables();
  const world = createWorld();
  const emulators = await serveEmulators(
    createSecretsManager(world),
    createGeoPlaces(world, createTown()),
    createSns(world),
    createSes(world),
    createCognito(world),
  );
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: emulators.client.endpoint,
    LINK_SECRET_ARN: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:links-Ab12Cd',
    PUSH_SECRET_ARN: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:push-Ab12Cd',
    WEBHOOK_SECRET_ARN: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:webhooks-Ab12Cd',
    PUBLIC_ORIGIN: 'https://track.example.com',
    USER_POOL_ID: 'us-east-1_team',
    LIVE_URL: 'wss://track.example.com/live',
    IOS_APPLICATION_ARN: localApplication(world, 'APNS'),
    ANDROID_APPLICATION_ARN: localApplication(world, 'GCM'),
  });
  return {
    world,
    stop: async () => {
      await Promise.all([tables.stop(), emulators.stop()]);
    },
  };
}

/**
 * Calls a route's door as the gateway does after it has checked the token.
 * @throws Error for an answer that the OpenAPI document does not know
 */
export async function call(key: string, request: Request): Promise<Answer> {
  const route = routes[key];
  if (!route) throw new Error(`There is no route ${key}.`);
  const door = new URL(`../../functions/${route.door}.ts`, import.meta.url).pathname;
  const { handler } = await import(/* @vite-ignore */ door);
  const { statusCode, headers = {}, body = '' } = await handler(gatewayEvent(key, request), {} as Context);
  const json = String(headers['content-type']).includes('json');
  const answer = { status: statusCode, headers, body: json && body ? JSON.parse(body) : body };
  mustBeDocumented(key, { ...answer, type: headers['content-type'] });
  return answer;
}

function gatewayEvent(key: string, request: Request): APIGatewayProxyEventV2 {
  const [method = '', template = ''] = key.split(' ');
  const { as, path = {}, query, headers = {}, body, raw } = request;
  const text = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  const rawPath = template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(path[name] ?? 'x'));
  const claims = {
    'custom:account_id': as.accountId,
    'custom:member_id': as.memberId,
    'cognito:groups': `[${as.role}]`,
  };
  return {
    version: '2.0',
    routeKey: key,
    rawPath,
    rawQueryString: '',
    headers: { 'content-type': 'application/json', ...headers },
    ...(query && { queryStringParameters: query }),
    pathParameters: path,
    isBase64Encoded: false,
    ...(text !== undefined && { body: text }),
    requestContext: {
      http: { method, path: rawPath },
      routeKey: key,
      authorizer: { jwt: { claims, scopes: null } },
    },
  } as unknown as APIGatewayProxyEventV2;
}

let accounts = 0;

/** One company of its own: an owner, a dispatcher and two technicians. */
export async function aCompany({ enabled = true } = {}) {
  const accountId = `account_${++accounts}`;
  const { handler } = await import('../../functions/team/provision.ts');
  const company = { name: `Company ${accounts}`, phone: '+14155550142', timeZone: 'America/Los_Angeles' };
  const hire = async (role: Role, name: string): Promise<Who> => {
    const memberId = `${accountId}-${name.split(' ')[0]?.toLowerCase()}`;
    await handler({ account: { accountId, enabled, company }, member: { memberId, role, name } });
    return { accountId, memberId, role };
  };
  return {
    accountId,
    owner: await hire('owner', 'Olga Owen'),
    desk: await hire('dispatcher', 'Dee Spatch'),
    marcus: await hire('technician', 'Marcus Bell'),
    nina: await hire('technician', 'Nina Hart'),
    hire,
  };
}

export type Company = Awaited<ReturnType<typeof aCompany>>;

let phones = 0;
/** A number nobody else in the run has. */
export const newPhone = () => `+1415555${String(2000 + phones++)}`;

/** What it takes to book a visit in two hours, Marcus's unless said otherwise. */
export const newVisit = (firm: Company, more: object = {}) => ({
  customer: { name: 'Dana Whitfield', phone: newPhone() },
  address: { line: '48 Willow Ln', lat: 37.7596, lng: -122.4269 },
  window: { start: hoursFromNow(2), end: hoursFromNow(4) },
  technicianIds: [firm.marcus.memberId],
  job: 'Furnace tune-up',
  ...more,
});

export const hoursFromNow = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();

/** Books a visit and answers what the API did. */
export async function book(firm: Company, more: object = {}) {
  const answer = await call('POST /visits', { as: firm.desk, body: newVisit(firm, more) });
  if (answer.status !== 201) throw new Error(`Not booked: ${JSON.stringify(answer.body)}`);
  return { visitId: String(answer.body.visit.visitId), ...answer.body };
}

/** Asks for a status, as the desk unless said otherwise. */
export const step = (
  firm: Company,
  visitId: string,
  status: string,
  more: Partial<Request> & object = {},
) => {
  const { as = firm.desk, body = {}, ...rest } = more;
  return call('POST /visits/{visitId}/status', {
    as,
    path: { visitId },
    body: { status, ...(body as object) },
    ...rest,
  });
};
