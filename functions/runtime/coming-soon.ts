import { Problem } from '../../shared/kernel/problem.ts';

/** An account that has not been switched on: honest, and told apart from a lack of rights. */
export const comingSoon = () =>
  new Problem(403, 'account-not-enabled', 'Coming soon', 'This account has not been switched on yet.');
