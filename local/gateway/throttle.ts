import type { DeployedRoute } from '../template/deployment.ts';

/** Token buckets, one a route. They follow the machine's own clock: moving the stack's must not open the gate. */
export function createThrottle() {
  const buckets = new Map<string, { tokens: number; at: number }>();
  /** Takes a token. @returns whether there was one. */
  return ({ key, throttle: { rate, burst } }: Pick<DeployedRoute, 'key' | 'throttle'>): boolean => {
    const now = performance.now();
    const bucket = buckets.get(key) ?? { tokens: burst, at: now };
    bucket.tokens = Math.min(burst, bucket.tokens + ((now - bucket.at) / 1000) * rate);
    bucket.at = now;
    buckets.set(key, bucket);
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
  };
}
