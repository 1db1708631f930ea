/** One fault in the body of a request, located by an RFC 6901 JSON pointer. */
export interface FieldError {
  readonly pointer: string;
  readonly detail: string;
}

export interface ProblemExtras {
  readonly errors?: readonly FieldError[];
  /** The statuses that are allowed from here, for an illegal step. */
  readonly allowed?: readonly string[];
  /** The visit the technician is en route to already. */
  readonly conflictingVisitId?: string;
  /** The customer who has the number already. */
  readonly conflictingCustomerId?: string;
}

/**
 * A refusal: the caller's fault, told as RFC 9457 problem details. Whatever else is thrown is a fault of ours.
 */
export class Problem extends Error {
  readonly status: number;
  readonly slug: string;
  readonly title: string;
  readonly extras: ProblemExtras;

  constructor(status: number, slug: string, title: string, detail?: string, extras: ProblemExtras = {}) {
    super(detail ?? title);
    this.status = status;
    this.slug = slug;
    this.title = title;
    this.extras = extras;
  }

  /** The `application/problem+json` members. */
  toBody() {
    return {
      type: `urn:service-tracker:problem:${this.slug}`,
      title: this.title,
      status: this.status,
      detail: this.message,
      ...this.extras,
    };
  }
}

/** The one answer for what does not exist and for what belongs to somebody else. */
export const notFound = (...errors: FieldError[]) =>
  new Problem(
    404,
    'not-found',
    'Not found',
    'There is nothing here for you.',
    errors.length > 0 ? { errors } : {},
  );

/** The caller's role does not allow this. */
export const forbidden = (detail: string) => new Problem(403, 'forbidden', 'Not allowed', detail);

/** An account that has not been switched on: honest, and told apart from a lack of rights. */
export const comingSoon = () =>
  new Problem(403, 'account-not-enabled', 'Coming soon', 'This account has not been switched on yet.');

/** The state of things does not allow this now. */
export const conflict = (slug: string, detail: string, extras: ProblemExtras = {}) =>
  new Problem(409, slug, 'Not possible now', detail, extras);

/** Right in shape, but impossible. @param detail what the field must be, in words that follow its name */
export const impossible = (pointer: string, detail: string) =>
  new Problem(422, 'impossible', 'Impossible values', `${pointer.slice(1)} ${detail}.`, {
    errors: [{ pointer, detail }],
  });

/** The caller's copy of the thing is older than ours (If-Match). */
export const staleVersion = () =>
  new Problem(
    412,
    'stale-version',
    'Changed meanwhile',
    'This was changed since you read it; read it again.',
  );
