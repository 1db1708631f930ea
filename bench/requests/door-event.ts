/** Whoever calls a staff door, as the gateway's authorizer tells it. */
export interface Caller {
  readonly role: 'owner' | 'dispatcher' | 'technician';
  readonly memberId: string;
  readonly accountId: string;
}

export interface DoorRequest {
  readonly routeKey: string;
  readonly path?: Readonly<Record<string, string>>;
  readonly caller?: Caller;
  readonly body?: unknown;
  /** A body as it is, instead of `body` as JSON. */
  readonly raw?: string;
}

/** A request as an HTTP API hands it to a Lambda (payload format 2.0). */
export function doorEvent({ routeKey, path = {}, caller, body, raw }: DoorRequest): object {
  const [method = '', template = ''] = routeKey.split(' ');
  const rawPath = template.replaceAll(/\{(\w+)\}/g, (_, name) => path[name] ?? '');
  return {
    version: '2.0',
    routeKey,
    rawPath,
    rawQueryString: '',
    headers: { 'content-type': 'application/json' },
    pathParameters: path,
    requestContext: {
      routeKey,
      http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'bench' },
      ...(caller && { authorizer: { jwt: { claims: claimsOf(caller), scopes: null } } }),
    },
    isBase64Encoded: false,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(raw === undefined ? {} : { body: raw }),
  };
}

const claimsOf = ({ role, memberId, accountId }: Caller) => ({
  'custom:account_id': accountId,
  'custom:member_id': memberId,
  'cognito:groups': `[${role}]`,
});
