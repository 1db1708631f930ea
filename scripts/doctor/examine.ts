import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { Reach } from '../../shared/readiness/channels-client.ts';
import { ok, type Plan, problem, unanswered, type Verdict } from '../../shared/readiness/verdict.ts';
import { questions } from './questions.ts';

/** One line of what the doctor has to say. */
export interface Finding extends Verdict {
  readonly about: string;
}

/** Asks the account everything, all at once; nothing at all when nobody says whose account it is. */
export async function examine(plan: Plan, reach: Reach = {}): Promise<Finding[]> {
  const who = await askWho({ ...reach, region: plan.region });
  if (who.state === 'problem') return [{ about: 'credentials', ...who }];
  const findings = questions(plan, reach).map(async ({ about, ask, needs }) => ({
    about,
    ...(await ask().catch((error: unknown) => unanswered(error, needs))),
  }));
  return [{ about: 'credentials', ...who }, ...(await Promise.all(findings))];
}

async function askWho(home: Reach): Promise<Verdict> {
  try {
    const { Account, Arn } = await new STSClient(home).send(new GetCallerIdentityCommand({}));
    return ok(`Account ${Account}, as ${Arn}.`);
  } catch (error) {
    const { message } = error as Error;
    return problem(`AWS does not know who is asking (${message}).`, 'Sign in, or set AWS_PROFILE.');
  }
}

/** What the one who asks has to be allowed, and nothing more. */
export function policy(plan: Plan): object {
  const actions = questions(plan).flatMap(({ needs }) => needs);
  // Of all this, parameters and stacks alone can be told one from the other.
  const on = (resources: string | string[], ...prefixes: string[]) => ({
    Effect: 'Allow',
    Action: [...new Set(actions.filter((action) => prefixes.includes(action.split(':')[0] ?? '')))],
    Resource: resources,
  });
  return {
    Version: '2012-10-17',
    Statement: [
      on('*', 'sns', 'acm', 'servicequotas', 'ses', 'cloudwatch'),
      on('arn:aws:ssm:*:*:parameter/cdk-bootstrap/hnb659fds/version', 'ssm'),
      on('arn:aws:cloudformation:*:*:stack/service-tracker*/*', 'cloudformation'),
    ],
  };
}
