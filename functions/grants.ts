/** What a function may reach, in words the infrastructure turns into IAM statements. Pure data. */
export type TableAction =
  | 'GetItem'
  | 'BatchGetItem'
  | 'Query'
  | 'PutItem'
  | 'UpdateItem'
  | 'DeleteItem'
  | 'ConditionCheckItem';

export interface Uses {
  readonly records?: readonly TableAction[];
  readonly positions?: readonly TableAction[];
  /** Indexes of the records table that are queried. */
  readonly indexes?: readonly ('by-account' | 'by-person')[];
  /** Reads the secret the link tokens are derived from. */
  readonly linkSecret?: true;
  /** Reads the secret the keys for push messages are derived from. */
  readonly pushSecret?: true;
  /** Reads the secret the secrets of webhooks are derived from. */
  readonly webhookSecret?: true;
  /** Knows the origin that links name, without making any. */
  readonly publicOrigin?: true;
  /** Knows what the distribution shows to the API, and nobody else can. */
  readonly originSecret?: true;
  /** Knows from which web origins pages may come. */
  readonly origins?: true;
  readonly publishFacts?: true;
  readonly sms?: true;
  readonly mail?: true;
  /** Sends mails to the team, of which nobody is told what becomes. */
  readonly invitations?: true;
  /** Lets browsers upload images. */
  readonly uploads?: true;
  /** Makes people of the user pool, and what they are in it. */
  readonly identity?: readonly (
    | 'AdminCreateUser'
    | 'AdminGetUser'
    | 'AdminEnableUser'
    | 'AdminDisableUser'
    | 'AdminUserGlobalSignOut'
    | 'AdminAddUserToGroup'
    | 'AdminRemoveUserFromGroup'
  )[];
  /** Asks SNS who has said STOP, and tells it who has taken that back. */
  readonly optOuts?: readonly ('CheckIfPhoneNumberIsOptedOut' | 'OptInPhoneNumber')[];
  /** Asks whether texts and e-mails can really be sent here; sends none. */
  readonly channels?: true;
  /** Hands messages to apps on devices. */
  readonly pushToApps?: true;
  /** Has SNS know the devices that apps are on, and forget them. */
  readonly endpoints?: readonly (
    | 'CreatePlatformEndpoint'
    | 'GetEndpointAttributes'
    | 'SetEndpointAttributes'
    | 'DeleteEndpoint'
  )[];
  /** Names the address at which pages listen. */
  readonly liveUrl?: true;
  /** Sends to the sockets of pages (POST), closes them (DELETE). */
  readonly sockets?: readonly ('POST' | 'DELETE')[];
  /** Sets and takes away the timers of visits. */
  readonly timers?: readonly ('CreateSchedule' | 'DeleteSchedule')[];
  readonly geocode?: true;
  /** Asks what an address that is being typed may become. */
  readonly addresses?: true;
  /** Reads the operator's map of streets, wherever it is served. */
  readonly streets?: true;
  /** Knows where the large map's style and tiles come from, and reads the key with which browsers ask for them. */
  readonly mapKey?: true;
  readonly routes?: true;
  readonly fences?: readonly (
    | 'PutGeofence'
    | 'BatchDeleteGeofence'
    | 'BatchEvaluateGeofences'
    | 'ListGeofences'
  )[];
}

/** What several doors behind one function reach between them. */
export function together(all: readonly Uses[]): Uses {
  const merged: Record<string, true | readonly string[]> = {};
  for (const [name, granted] of all.flatMap((uses) => Object.entries(uses))) {
    const before = merged[name];
    merged[name] = Array.isArray(before) ? [...new Set([...before, ...granted])] : granted;
  }
  return merged as Uses;
}
