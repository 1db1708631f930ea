/** What a line says beside its message: particulars by name, or the error that is the matter. */
type More = Error | Readonly<Record<string, unknown>>;

/**
 * Structured logs, a line of JSON each. Never hand it a link token, a position, a phone number or a whole event.
 * By hand, because a logging library is a twelfth of what a cold start loads.
 */
export const log = { warn: writer('WARN'), error: writer('ERROR') };

function writer(level: string): (message: string, more?: More) => void {
  return (message, more = {}) => {
    const particulars = more instanceof Error ? { error: more } : more;
    const line = { level, message, timestamp: new Date().toISOString(), ...particulars };
    process.stdout.write(`${JSON.stringify(line, readable)}\n`);
  };
}

/** An error has no properties that JSON would show. */
function readable(_key: string, value: unknown): unknown {
  if (!(value instanceof Error)) return value;
  const { name, message, stack, cause } = value;
  return { name, message, stack, ...(cause === undefined ? {} : { cause }) };
}
