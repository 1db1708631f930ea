/** `stop`: what the tracker promises would not happen. `look`: it may, or may not; somebody should know. */
export type State = 'ok' | 'look' | 'stop';

/** What an answer means for a deployment, and what to do about it, in one or two sentences. */
export interface Verdict {
  readonly state: State;
  readonly says: string;
}

/** What the deployment is going to be. */
export interface Plan {
  readonly region: string;
  /** Host name of the links. */
  readonly domain?: string;
  /** E.164. */
  readonly originationNumber?: string;
  readonly senderId?: string;
  /** ARNs of the platform applications of the company's own apps. */
  readonly iosApplication?: string;
  readonly androidApplication?: string;
}

export const ok = (says: string): Verdict => ({ state: 'ok', says });
export const look = (says: string): Verdict => ({ state: 'look', says });
export const stop = (says: string): Verdict => ({ state: 'stop', says });
