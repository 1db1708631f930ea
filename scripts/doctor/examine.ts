import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { type Question, questions, type Reach } from './questions.ts';
import { look, ok, type Plan, stop, type Verdict } from './verdict.ts';

/** One line of what the doctor has to say. */
export interface Finding extends Verdict {
  readonly about: string;
}

/** Asks the account everything, all at once; nothing at all when nobody says whose account it is. */
export async function examine(plan: Plan, reach: Reach = {}): Promise<Finding[]> {
  const who = await askWho({ ...reach, region: plan.region });
  if (who.state === 'stop') return [{ about: 'credentials', ...who }];
  const findings = questions(plan, reach).map(async (question) => ({
    about: question.about,
    ...(await answer(question)),
  }));
  return [{ about: 'credentials', ...who }, ...(await Promise.all(findings))];
}

async function askWho(home: Reach): Promise<Verdict> {
  try {
    const { Account, Arn } = await new STSClient(home).send(new GetCallerIdentityCommand({}));
    return ok(`Account ${Account}, as ${Arn}.`);
  } catch (error) {
    return stop(`AWS does not know who is asking (${messageOf(error)}). Sign in, or set AWS_PROFILE.`);
  }
}

/** That it may not be asked is an answer, too. */
async function answer({ ask, needs }: Question): Promise<Verdict> {
  try {
    return await ask();
  } catch (error) {
    return isDenied(error)
      ? look(`Could not be asked: needs ${needs.join(' and ')}.`)
      : look(`Could not be asked: ${messageOf(error)}`);
  }
}

const isDenied = (error: unknown): boolean =>
  error instanceof Error && /^(AccessDenied|AuthorizationError|UnauthorizedOperation)/.test(error.name);

/** Its first line: what the SDK adds below is for whoever programs with it. */
const messageOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';

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
      on('*', 'sns', 'acm', 'servicequotas', 'ses'),
      on('arn:aws:ssm:*:*:parameter/cdk-bootstrap/hnb659fds/version', 'ssm'),
      on('arn:aws:cloudformation:*:*:stack/service-tracker*/*', 'cloudformation'),
    ],
  };
}
