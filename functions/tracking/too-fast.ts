import { Problem } from '../../shared/kernel/problem.ts';
import { problemReply } from '../runtime/problems.ts';
import type { Reply } from '../runtime/reply.ts';

/** For apps that keep what was not taken. */
export const tooFast: Reply = problemReply(
  new Problem(429, 'too-fast', 'Too fast', 'Ten requests a second, and six hundred at once.'),
);
