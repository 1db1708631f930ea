import { ok, stop, type Verdict } from './verdict.ts';

/** What SNS calls the push service of each platform, in the ARN of an app's credentials. */
export const PUSH_SERVICES = { ios: /:app\/APNS(_SANDBOX)?\//, android: /:app\/GCM\// } as const;

/**
 * @param arn of the platform application, as it is to be given to the stack
 * @param enabled as SNS says it; undefined where it knows no such application
 */
export function judgeApplication(
  platform: keyof typeof PUSH_SERVICES,
  arn: string,
  enabled: boolean | undefined,
): Verdict {
  const option = `--${platform}-application`;
  if (!PUSH_SERVICES[platform].test(arn)) return stop(`${arn} is not for ${platform}. Correct ${option}.`);
  if (enabled === undefined) {
    return stop(`SNS knows no ${arn} here. Create it in the tracker's region, or correct ${option}.`);
  }
  return enabled
    ? ok(`Apps on ${platform} can be reached.`)
    : stop(
        'The push service refused its credentials, and SNS sends nothing by it. Renew them, then set Enabled again.',
      );
}
