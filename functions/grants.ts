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
  readonly publishFacts?: true;
  readonly sms?: true;
  readonly geocode?: true;
  readonly routes?: true;
  readonly fences?: readonly ('PutGeofence' | 'BatchDeleteGeofence' | 'BatchEvaluateGeofences')[];
}
