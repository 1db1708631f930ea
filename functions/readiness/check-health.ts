import { kept } from '../../shared/kernel/kept.ts';
import { MINUTE } from '../../shared/kernel/time.ts';
import { listUnwilling } from '../../shared/messaging/reply-store.ts';
import { mailQuestions, pushQuestions, textQuestions } from '../../shared/readiness/channels-client.ts';
import { checkHealth, isKnown } from '../../shared/readiness/check-health.ts';
import { deploymentPlan } from '../../shared/readiness/deployment-plan.ts';
import { reply } from '../runtime/reply.ts';
import { staff } from '../runtime/staff.ts';

/** How long the office waits for services that do not answer. */
const PATIENCE_MS = 1500;

const health = kept(
  (now) => {
    const plan = deploymentPlan();
    const asked = {
      sms: textQuestions(plan, {}, now, listUnwilling),
      email: mailQuestions(plan, {}),
      push: pushQuestions(plan, {}),
    };
    return checkHealth(asked, now, AbortSignal.timeout(PATIENCE_MS));
  },
  MINUTE,
  isKnown,
);

/** GET /settings/health: can messages really be sent here? Asked of the services, which are the same for every account. */
export const handler = staff({}, async ({ now }) => reply(200, await health(now)));
