import { Problem } from '../kernel/problem.ts';

/** Whether a phone lets its app know where it is. */
export const PERMISSIONS = ['always', 'while_in_use', 'denied', 'unavailable'] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** Longer than any version, short enough for an item that every batch writes. */
const LONGEST_VERSION = 40;

/** What our own app says of itself beside its fixes. */
export interface PhoneState {
  readonly permission?: Permission;
  readonly appVersion?: string;
}

/**
 * By hand, like the fixes it comes with.
 * @throws Problem 400 for a permission we have no word for, and for a version that is none
 */
export function readPhoneState(body: unknown): PhoneState {
  const { permission, appVersion } = (body ?? {}) as Record<string, unknown>;
  if (permission !== undefined && !isPermission(permission)) {
    throw wrong('/permission', `must be one of ${PERMISSIONS.join(', ')}`);
  }
  if (appVersion !== undefined && !isVersion(appVersion)) {
    throw wrong('/appVersion', `must be a text of 1 to ${LONGEST_VERSION} printable ASCII characters`);
  }
  return {
    ...(permission !== undefined && { permission }),
    ...(appVersion !== undefined && { appVersion }),
  };
}

const isPermission = (value: unknown): value is Permission =>
  (PERMISSIONS as readonly unknown[]).includes(value);

/** What an app may call its version. */
export const VERSION = /^[ -~]{1,40}$/;
const isVersion = (value: unknown): value is string => typeof value === 'string' && VERSION.test(value);

const wrong = (pointer: string, detail: string) =>
  new Problem(400, 'invalid', 'Invalid request', 'The phone says what nobody understands.', {
    errors: [{ pointer, detail }],
  });
