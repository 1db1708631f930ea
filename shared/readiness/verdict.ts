/**
 * `problem`: what the tracker promises would not happen. `warning`: it may, or may not; somebody should know. `unknown`:
 * it could not be asked.
 */
export const STATES = ['ok', 'warning', 'problem', 'unknown'] as const;
export type State = (typeof STATES)[number];

/** What an answer means for a deployment, and what to do about it, each in one or two sentences. */
export interface Verdict {
  readonly state: State;
  readonly detail: string;
  readonly whatToDo?: string;
}

/** What the deployment is, or is going to be. */
export interface Plan {
  readonly region: string;
  /** Host name of the links. */
  readonly domain?: string;
  /** E.164. */
  readonly originationNumber?: string;
  readonly senderId?: string;
  /** The address e-mails come from; none leaves without. */
  readonly mailSender?: string;
  /** ARNs of the platform applications of the company's own apps. */
  readonly iosApplication?: string;
  readonly androidApplication?: string;
}

/** One thing to know of an AWS account. */
export interface Question {
  /** Stays the same for whoever reads it by program. */
  readonly name: string;
  readonly about: string;
  /** The permissions that asking takes. */
  readonly needs: readonly string[];
  /** @throws whatever AWS says instead of answering */
  readonly ask: (signal?: AbortSignal) => Promise<Verdict>;
}

const verdict = (state: State, detail: string, whatToDo?: string): Verdict => ({
  state,
  detail,
  ...(whatToDo !== undefined && { whatToDo }),
});
export const ok = (detail: string, whatToDo?: string): Verdict => verdict('ok', detail, whatToDo);
export const warning = (detail: string, whatToDo?: string): Verdict => verdict('warning', detail, whatToDo);
export const problem = (detail: string, whatToDo?: string): Verdict => verdict('problem', detail, whatToDo);

const isDenied = (error: unknown): boolean =>
  error instanceof Error && /^(AccessDenied|AuthorizationError|UnauthorizedOperation)/.test(error.name);

/** That something may not be asked, or did not answer, is a verdict too. */
export function unanswered(error: unknown, needs: readonly string[]): Verdict {
  if (isDenied(error)) return verdict('unknown', 'Could not be asked.', `Allow ${needs.join(' and ')}.`);
  return verdict('unknown', `Could not be asked: ${messageOf(error)}`);
}

/** Its first line: what the SDK adds below is for whoever programs with it. */
const messageOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';

const GRAVITY: readonly State[] = ['ok', 'unknown', 'warning', 'problem'];

/** The gravest of several; `ok` of none. */
export const gravest = (states: readonly State[]): State =>
  states.reduce((worst, state) => (GRAVITY.indexOf(state) > GRAVITY.indexOf(worst) ? state : worst), 'ok');
