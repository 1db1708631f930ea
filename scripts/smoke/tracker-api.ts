/** What went wrong, in a sentence for whoever runs it. */
export class Failure extends Error {
  /** What the tracker answered, if it did. */
  readonly status: number | undefined;
  constructor(message: string, status?: number) {
    super(message);
    this.status = status;
  }
}

/** A tracker by its public door alone. */
export interface TrackerApi {
  /** @throws Failure for anything but a 2xx */
  call<T>(method: string, path: string, token?: string, body?: unknown): Promise<T>;
  /** A page as a customer's browser gets it. @throws Failure unless it is one */
  page(url: string): Promise<string>;
}

const PATIENCE_MS = 15_000;

/** @param url where the tracker is, such as https://track.example.com */
export function trackerAt(url: string): TrackerApi {
  const base = url.replace(/\/+$/, '');
  return {
    async call<T>(method: string, path: string, token?: string, body?: unknown): Promise<T> {
      const response = await reach(`${base}${path}`, {
        method,
        headers: {
          ...(token && { authorization: `Bearer ${token}` }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      if (!response.ok)
        throw new Failure(
          `${method} ${withoutToken(path)}: ${objection(response.status, text)}`,
          response.status,
        );
      return (text === '' ? undefined : JSON.parse(text)) as T;
    },
    async page(address) {
      const response = await reach(address, { headers: { accept: 'text/html' } });
      if (response.ok && response.headers.get('content-type')?.startsWith('text/html'))
        return response.text();
      throw new Failure(`The customer's page answered ${response.status}, not a page.`);
    },
  };
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(PATIENCE_MS) });
  } catch (error) {
    const { cause, message } = error as Error & { cause?: { code?: string } };
    throw new Failure(`${new URL(url).origin} does not answer (${cause?.code ?? message}).`);
  }
}

/** The problem's own words, where it is one. */
function objection(status: number, text: string): string {
  try {
    const { title, detail, message, conflictingVisitId, errors = [] } = JSON.parse(text);
    const fields = errors.map((one: { pointer: string; detail: string }) => `${one.pointer} ${one.detail}`);
    const words = [title, detail, message, conflictingVisitId && `It is ${conflictingVisitId}`, ...fields];
    const sentences = words.filter(Boolean).map((one: string) => one.replace(/\.$/, ''));
    return `${status} ${sentences.join('. ')}`;
  } catch {
    return `${status}, and no problem document`;
  }
}

/** Whoever reads a log must not get at a link. */
const withoutToken = (path: string): string => path.replace(/^\/t\/[^/]+/, '/t/…');
