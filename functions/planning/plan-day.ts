import { PlanQuestion } from '../../shared/planning/contract.ts';
import { reply } from '../runtime/reply.ts';
import { staff } from '../runtime/staff.ts';

/** What plans is loaded by the first plan. */
const planner = () => import('../../shared/planning/plan-day.ts');

/** POST /visits/plan: who could do what nobody has, by drive time; nothing is changed. */
export const handler = staff({ body: PlanQuestion }, async ({ body, account, now }) =>
  reply(200, await (await planner()).planDay(account, body, now)),
);
