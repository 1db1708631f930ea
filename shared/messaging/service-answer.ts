import type { Answer } from './dependencies.ts';

interface Service {
  /** HTTP; 0 when the service itself said nothing. */
  readonly status: (error: unknown) => number;
  /** The names of what it refuses whenever it is sent again unchanged. */
  readonly permanent: readonly string[];
}

/**
 * What it means that a service did not take a message. Anything but an error that the service itself names (a
 * gateway's 503, say) leaves open whether the message was taken.
 */
export function meaning(
  error: unknown,
  { status, permanent }: Service,
): Exclude<Answer, { kind: 'accepted' }> {
  const name = error instanceof Error ? error.name.replace(/(Exception|Error)$/, '') : 'Error';
  if (status(error) < 400 || name === 'Unknown') return { kind: 'silence', reason: name };
  return { kind: 'refused', reason: name, permanent: permanent.includes(name) };
}
