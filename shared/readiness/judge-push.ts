import { ok, problem, type Verdict } from './verdict.ts';

/** What SNS calls the push service of each platform, in the ARN of an app's credentials. */
const PUSH_SERVICES = { ios: /:app\/APNS(_SANDBOX)?\//, android: /:app\/GCM\// } as const;

/** Browsers are asked for nothing: their push services take messages from whoever signs them. */
export const judgeBrowsers = (): Verdict =>
  ok('Browsers that a customer opted in are reached; nothing has to be set up for them.');

/**
 * @param arn of the platform application, as the stack is given it
 * @param enabled as SNS says it; undefined where it knows no such application
 */
export function judgeApplication(
  platform: keyof typeof PUSH_SERVICES,
  arn: string,
  enabled: boolean | undefined,
): Verdict {
  const option = `--${platform}-application`;
  if (!PUSH_SERVICES[platform].test(arn))
    return problem(`${arn} is not for ${platform}.`, `Correct ${option}.`);
  if (enabled === undefined) {
    return problem(`SNS knows no ${arn} here.`, `Create it in the tracker's region, or correct ${option}.`);
  }
  return enabled
    ? ok(`Apps on ${platform} can be reached.`)
    : problem(
        'The push service refused its credentials, and SNS sends nothing by it.',
        'Renew them, then set Enabled again.',
      );
}
