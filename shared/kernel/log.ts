/** What a line says beside its message: particulars by name, or the error that is the matter. */
type More = Error | Readonly<Record<string, unknown>>;

/**
 * Structured logs. The runtime makes a line of JSON of each, with level, time and the id of the request; what is said
 * here is its `message`. Never hand it a link token, a position, a phone number, a name or a whole event.
 */
export const log = { warn: writer('warn'), error: writer('error') };

function writer(level: 'warn' | 'error'): (what: string, more?: More) => void {
  return (what, more = {}) => {
    const particulars = more instanceof Error ? { error: more } : more;
    // Plain values by the time the runtime sees them: of an error it would show every property, whole items too.
    console[level](JSON.parse(JSON.stringify({ what, ...particulars }, readable)));
  };
}

/** An error has no properties that JSON would show; a text may hold what a service was sent. */
function readable(_key: string, value: unknown): unknown {
  if (typeof value === 'string') return withoutSecrets(value);
  if (!(value instanceof Error)) return value;
  const { name, message, stack, cause } = value;
  return { name, message, stack, ...(cause === undefined ? {} : { cause }) };
}

/**
 * What services quote when they refuse: a number, coordinates, an address somebody is reached at, a link's token, the
 * tokens of apps as Apple and Google write them.
 */
const SECRETS = [
  [/\+\d{8,15}\b/g, '+…'],
  [/-?\b\d{1,3}\.\d{4,}\b/g, '0.…'],
  [/\b(https?:\/\/[^\s/"']+)\/[^\s"')]*/g, '$1/…'],
  [/(?<![\w-])(?=[\w-]*\d)(?=[\w-]*[a-z])(?=[\w-]*[A-Z])[\w-]{22}(?![\w-])/g, '…'],
  [/\b[0-9a-fA-F]{64,}\b/g, '…'],
  [/[\w-]{8,}:[\w-]{64,}/g, '…'],
] as const;

/** The text without phone numbers, coordinates, paths of addresses, and whatever looks like a link's token. */
export const withoutSecrets = (text: string): string =>
  SECRETS.reduce((rest, [secret, instead]) => rest.replaceAll(secret, instead), text);

/** For an error that the runtime will log: the same as far as anybody may read it. */
export function readableError(error: unknown): Error {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  const shown = new Error(withoutSecrets(message));
  return Object.assign(shown, { name, stack: withoutSecrets(stack ?? '') });
}
