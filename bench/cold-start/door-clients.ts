import { gate } from '../../functions/gate.ts';
import type { Uses } from '../../functions/grants.ts';
import { type Route, routes, socketRoutes } from '../../functions/routes.ts';
import { subscriptions } from '../../functions/subscriptions.ts';

/** An SDK client: where it comes from and what it is called. */
export interface Client {
  readonly from: string;
  readonly name: string;
}

/** A door and the clients every invocation of it may need. */
export interface DoorClients {
  readonly door: string;
  readonly clients: readonly Client[];
}

const client = (service: string, name: string): Client => ({ from: `@aws-sdk/client-${service}`, name });
const dynamodb = client('dynamodb', 'DynamoDBClient');

/**
 * What each grant means for a cold start. Geocoding, routes and evaluating positions are left out: most
 * invocations of the doors that may use them do not, so that their clients have no business in a cold start.
 */
const ALWAYS: readonly (readonly [(uses: Uses) => unknown, Client])[] = [
  [(uses) => uses.records ?? uses.positions, dynamodb],
  [(uses) => uses.linkSecret ?? uses.webhookSecret, client('secrets-manager', 'SecretsManagerClient')],
  [(uses) => uses.publishFacts, client('eventbridge', 'EventBridgeClient')],
  [(uses) => uses.sms ?? uses.channels, client('sns', 'SNSClient')],
  [
    (uses) => uses.identity?.includes('AdminCreateUser'),
    client('cognito-identity-provider', 'CognitoIdentityProviderClient'),
  ],
  [(uses) => uses.sockets, client('apigatewaymanagementapi', 'ApiGatewayManagementApiClient')],
  [
    (uses) => uses.fences?.includes('PutGeofence') || uses.fences?.includes('ListGeofences') || uses.mapKey,
    client('location', 'LocationClient'),
  ],
];

/** What a door asks every time, and its grants do not tell apart from what others ask with the same ones. */
const BESIDES: Readonly<Record<string, readonly Client[]>> = {
  'readiness/check-health': [client('sesv2', 'SESv2Client'), client('cloudwatch', 'CloudWatchClient')],
  // Whether the number has said STOP is asked before an answer is taken.
  'messaging/write-message': [client('sns', 'SNSClient')],
};

/** Every staff door reads who calls. */
const usesOf = ({ access, uses }: Route): Uses =>
  access === 'staff' ? { ...uses, records: uses.records ?? [] } : uses;

/** Every door of the system, each once. */
export function doorClients(): DoorClients[] {
  const known: { readonly door: string; readonly uses: Uses }[] = [
    ...Object.values(routes).map((route) => ({ door: route.door, uses: usesOf(route) })),
    ...Object.values(socketRoutes),
    ...Object.values(subscriptions),
    { door: gate.door, uses: {} },
  ];
  const uses = new Map(known.map((one) => [one.door, one.uses]));
  return [...uses]
    .map(([door, granted]) => ({
      door,
      clients: [
        ...ALWAYS.filter(([isUsed]) => isUsed(granted)).map(([, always]) => always),
        ...(BESIDES[door] ?? []),
      ],
    }))
    .sort((a, b) => a.door.localeCompare(b.door));
}
