/** An action that must be allowed on a resource. */
export interface Need {
  readonly action: string;
  readonly resource: string;
}

/** Where the resources are. */
export interface Place {
  readonly region: string;
  readonly accountId: string;
}
