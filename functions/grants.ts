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
  /** Knows the origin that links name, without making any. */
  readonly publicOrigin?: true;
  readonly publishFacts?: true;
  readonly sms?: true;
  /** Names the address at which pages listen. */
  readonly liveUrl?: true;
  /** Sends to the sockets of pages (POST), closes them (DELETE). */
  readonly sockets?: readonly ('POST' | 'DELETE')[];
  readonly geocode?: true;
  /** Reads the operator's map of streets, wherever it is served. */
  readonly streets?: true;
  /** Knows where the large map's style and tiles come from. */
  readonly mapStyle?: true;
  /** That, and reads the key with which browsers ask for them. */
  readonly mapKey?: true;
  readonly routes?: true;
  readonly fences?: readonly ('PutGeofence' | 'BatchDeleteGeofence' | 'BatchEvaluateGeofences')[];
}
