/** How an invocation failed, as Lambda words it. */
export interface InvocationError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

/** What came of an invocation. */
export type Outcome =
  | { readonly ok: true; readonly payload: string }
  | { readonly ok: false; readonly error: InvocationError };

export interface InvokeMessage {
  readonly id: string;
  /** The event as JSON. */
  readonly payload: string;
  /** When the function is stopped, by the machine's own clock, epoch milliseconds. */
  readonly deadline: number;
}

export interface ReadyMessage {
  readonly ready: true;
}

export type ResultMessage = Outcome & { readonly id: string };

/** What a worker thread is started with. */
export interface WorkerData {
  /** URL of the bundled module. */
  readonly file: string;
  readonly exportName: string;
  /** The stack clock's offset. */
  readonly clock: SharedArrayBuffer;
  readonly context: Readonly<Record<string, string>>;
}
