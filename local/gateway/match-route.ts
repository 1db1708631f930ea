import type { DeployedRoute } from '../template/deployment.ts';

/** The route a request takes, with the parameters of its path decoded. */
export interface RouteMatch {
  readonly route: DeployedRoute;
  readonly parameters: Readonly<Record<string, string>>;
}

interface Candidate {
  readonly route: DeployedRoute;
  readonly method: string;
  readonly segments: readonly string[];
}

const PARAMETER = /^\{([^+}]+)(\+?)\}$/;

/** Finds routes as an HTTP API does: exact segments before parameters, those before greedy ones, `$default` last. */
export function createRouter(routes: readonly DeployedRoute[]) {
  const fallback = routes.find(({ key }) => key === '$default');
  const candidates = routes
    .filter(({ key }) => key !== '$default')
    .map((route): Candidate => {
      const [method = '', path = ''] = route.key.split(' ');
      return { route, method, segments: path.split('/').slice(1) };
    })
    .sort((a, b) => rank(a).localeCompare(rank(b)));
  /** @param path still percent-encoded */
  return (method: string, path: string): RouteMatch | undefined => {
    const given = path.split('/').slice(1).map(decode);
    for (const { route, method: wanted, segments } of candidates) {
      if (wanted !== 'ANY' && wanted !== method) continue;
      const parameters = matchSegments(segments, given);
      if (parameters) return { route, parameters };
    }
    return fallback ? { route: fallback, parameters: {} } : undefined;
  };
}

/** Sorts literal segments before parameters before greedy ones, and a method before ANY. */
function rank({ method, segments }: Candidate): string {
  const kinds = segments.map((segment) => {
    const [, , greedy] = PARAMETER.exec(segment) ?? [];
    return greedy === undefined ? 'a' : greedy === '' ? 'b' : 'c';
  });
  return `${kinds.join('')}~${method === 'ANY' ? 1 : 0}`;
}

function matchSegments(
  wanted: readonly string[],
  given: readonly string[],
): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  for (const [index, segment] of wanted.entries()) {
    const [, name, greedy] = PARAMETER.exec(segment) ?? [];
    const actual = given[index];
    if (actual === undefined || (name !== undefined && actual === '')) return undefined;
    if (name === undefined) {
      if (segment !== actual) return undefined;
      continue;
    }
    if (greedy) return { ...parameters, [name]: given.slice(index).join('/') };
    parameters[name] = actual;
  }
  return wanted.length === given.length ? parameters : undefined;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
