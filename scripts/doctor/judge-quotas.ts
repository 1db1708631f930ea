import { ok, problem, type Verdict, warning } from '../../shared/readiness/verdict.ts';

/** A quota as Service Quotas lists it. */
export interface Quota {
  readonly name: string;
  readonly value: number;
}

/** A quota that the tracker can run into, and what it takes. */
export interface Wanted {
  readonly service: string;
  readonly name: RegExp;
  readonly means: string;
  /** What every account should have. */
  readonly usual: number;
  /** With less, a handful of customers at once is refused. */
  readonly least: number;
}

/**
 * By name, since Service Quotas numbers only some of them in its documentation. Lambda's is `L-B99A9384`, of which a
 * new account may have 10; the others are the defaults.
 */
export const WANTED: readonly Wanted[] = [
  {
    service: 'lambda',
    name: /^Concurrent executions$/i,
    means: 'functions at once',
    usual: 1000,
    least: 100,
  },
  {
    service: 'geo',
    name: /\bBatchEvaluateGeofences\b/,
    means: 'batches of positions evaluated a second',
    usual: 50,
    least: 10,
  },
  { service: 'geo', name: /\bCalculateRoutes\b/, means: 'routes a second', usual: 20, least: 5 },
  {
    service: 'apigateway',
    name: /^Throttle rate\b/i,
    means: 'API requests a second',
    usual: 10_000,
    least: 1000,
  },
];

/** @param quotas of the wanted one's service */
export function judgeQuota(wanted: Wanted, quotas: readonly Quota[]): Verdict {
  const found = quotas.find(({ name }) => wanted.name.test(name));
  if (!found)
    return warning(
      `Service Quotas does not list ${wanted.means}; usual are ${wanted.usual}. Look under ${wanted.service}.`,
    );
  const ask = `Ask for ${wanted.usual}: Service Quotas → ${wanted.service} → ${found.name}.`;
  if (found.value < wanted.least) return problem(`Only ${found.value} ${wanted.means}. ${ask}`);
  if (found.value < wanted.usual) return warning(`${found.value} ${wanted.means}. ${ask}`);
  return ok(`${found.value} ${wanted.means}.`);
}
