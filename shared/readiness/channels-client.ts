import { CloudWatchClient, GetMetricStatisticsCommand } from '@aws-sdk/client-cloudwatch';
import { GetAccountCommand, paginateListEmailIdentities, SESv2Client } from '@aws-sdk/client-sesv2';
import {
  GetPlatformApplicationAttributesCommand,
  GetSMSAttributesCommand,
  GetSMSSandboxAccountStatusCommand,
  ListPhoneNumbersOptedOutCommand,
  paginateListOriginationNumbers,
  SNSClient,
} from '@aws-sdk/client-sns';
import { DAY } from '../kernel/time.ts';
import { judgeMailQuota, judgeMailSandbox, judgeSenders, type MailAccount } from './judge-mail.ts';
import { judgeApplication, judgeBrowsers } from './judge-push.ts';
import {
  judgeOptOuts,
  judgeOrigination,
  judgeResults,
  judgeSandbox,
  judgeSmsType,
  judgeSpendLimit,
  judgeSpent,
  type Origination,
} from './judge-texts.ts';
import type { Plan, Question } from './verdict.ts';

/** Where AWS is reached; the SDK's own configuration, as far as somebody has to say it. */
export type Reach = Readonly<Record<string, unknown>>;

/** Numbers on our own list of who said STOP, up to so many; whoever has no table knows of none. */
export type OwnList = (most: number) => Promise<readonly string[]>;

/** As many numbers as SNS tells of at once. */
const PAGE = 100;

/** Is everything there that texts need? None of it changes anything. @param now epoch ms */
export function textQuestions(
  plan: Plan,
  where: Reach,
  now: number,
  ownList: OwnList = async () => [],
): Question[] {
  const sns = new SNSClient(where);
  const cloudwatch = new CloudWatchClient(where);
  const needs = ['sns:GetSMSAttributes'];
  return [
    {
      name: 'sms_sandbox',
      about: 'SMS sandbox',
      needs: ['sns:GetSMSSandboxAccountStatus'],
      ask: async (abortSignal) => judgeSandbox(await isInSmsSandbox(sns, abortSignal)),
    },
    {
      name: 'sms_spend_limit',
      about: 'SMS spend limit',
      needs,
      ask: async (abortSignal) =>
        judgeSpendLimit((await smsAttributes(sns, abortSignal))['MonthlySpendLimit']),
    },
    {
      name: 'sms_spent',
      about: 'SMS spent this month',
      needs: [...needs, 'cloudwatch:GetMetricStatistics'],
      ask: async (abortSignal) => {
        const [spent, { MonthlySpendLimit }] = await Promise.all([
          monthToDate(cloudwatch, now, abortSignal),
          smsAttributes(sns, abortSignal),
        ]);
        return judgeSpent(spent, MonthlySpendLimit);
      },
    },
    {
      name: 'sms_type',
      about: 'SMS type',
      needs,
      ask: async (abortSignal) => judgeSmsType((await smsAttributes(sns, abortSignal))['DefaultSMSType']),
    },
    {
      name: 'sms_number',
      about: 'SMS number',
      needs: ['sns:ListOriginationNumbers'],
      ask: async (abortSignal) => judgeOrigination(await originationNumbers(sns, abortSignal), plan),
    },
    {
      name: 'sms_results',
      about: 'SMS results',
      needs,
      ask: async (abortSignal) => {
        const told = await smsAttributes(sns, abortSignal);
        return judgeResults(told['DeliveryStatusIAMRole'], told['DeliveryStatusSuccessSamplingRate']);
      },
    },
    {
      name: 'sms_opt_outs',
      about: 'SMS opt-outs',
      needs: ['sns:ListPhoneNumbersOptedOut'],
      ask: async (abortSignal) => {
        const [theirs, ours] = await Promise.all([optedOut(sns, abortSignal), ownList(PAGE)]);
        return judgeOptOuts(new Set([...theirs, ...ours]).size);
      },
    },
  ];
}

/** And that e-mails need? */
export function mailQuestions(plan: Plan, where: Reach): Question[] {
  const ses = new SESv2Client(where);
  const needs = ['ses:GetAccount'];
  return [
    {
      name: 'email_sandbox',
      about: 'SES sandbox',
      needs,
      ask: async (abortSignal) => judgeMailSandbox((await mailAccount(ses, abortSignal)).production),
    },
    {
      name: 'email_quota',
      about: 'SES quota',
      needs,
      ask: async (abortSignal) => judgeMailQuota(await mailAccount(ses, abortSignal)),
    },
    {
      name: 'email_sender',
      about: 'SES identities',
      needs: ['ses:ListEmailIdentities'],
      ask: async (abortSignal) => judgeSenders(await verifiedSenders(ses, abortSignal), plan),
    },
  ];
}

/** And pushes? */
export const pushQuestions = (plan: Plan, where: Reach): Question[] => [
  { name: 'push_browsers', about: 'push to browsers', needs: [], ask: async () => judgeBrowsers() },
  ...appQuestions(plan, where),
];

/** Only the apps that the plan names: a company needs none of its own. */
export function appQuestions(
  { iosApplication: ios, androidApplication: android }: Plan,
  where: Reach,
): Question[] {
  const sns = new SNSClient(where);
  const told = { ios, android };
  return (['ios', 'android'] as const).flatMap((platform) => {
    const arn = told[platform];
    if (arn === undefined) return [];
    return {
      name: `push_${platform}`,
      about: `app on ${platform}`,
      needs: ['sns:GetPlatformApplicationAttributes'],
      ask: async (abortSignal) =>
        judgeApplication(platform, arn, await isApplicationEnabled(sns, arn, abortSignal)),
    };
  });
}

type Signal = AbortSignal | undefined;
const until = (abortSignal: Signal) => (abortSignal ? { abortSignal } : {});

async function isInSmsSandbox(sns: SNSClient, signal: Signal): Promise<boolean> {
  const { IsInSandbox } = await sns.send(new GetSMSSandboxAccountStatusCommand({}), until(signal));
  return IsInSandbox ?? true;
}

async function smsAttributes(sns: SNSClient, signal: Signal): Promise<Readonly<Record<string, string>>> {
  return (await sns.send(new GetSMSAttributesCommand({}), until(signal))).attributes ?? {};
}

async function originationNumbers(client: SNSClient, signal: Signal): Promise<Origination[]> {
  const found: Origination[] = [];
  for await (const { PhoneNumbers = [] } of paginateListOriginationNumbers({ client }, {}, until(signal))) {
    for (const { PhoneNumber = '', Status = '', NumberCapabilities = [] } of PhoneNumbers)
      found.push({ number: PhoneNumber, status: Status, capabilities: NumberCapabilities });
  }
  return found;
}

/** Those on the first page. */
async function optedOut(sns: SNSClient, signal: Signal): Promise<readonly string[]> {
  return (await sns.send(new ListPhoneNumbersOptedOutCommand({}), until(signal))).phoneNumbers ?? [];
}

/** US dollars spent on texts since the month began, in UTC, as SNS has last counted them. */
async function monthToDate(
  client: CloudWatchClient,
  now: number,
  signal: Signal,
): Promise<number | undefined> {
  const today = new Date(now);
  const month = Date.UTC(today.getUTCFullYear(), today.getUTCMonth());
  const { Datapoints = [] } = await client.send(
    new GetMetricStatisticsCommand({
      Namespace: 'AWS/SNS',
      MetricName: 'SMSMonthToDateSpentUSD',
      // A month-to-date sum grows until the month ends: the highest of the last days is the last.
      StartTime: new Date(Math.max(month, now - 2 * DAY)),
      EndTime: today,
      Period: 3600,
      Statistics: ['Maximum'],
    }),
    until(signal),
  );
  const sums = Datapoints.flatMap(({ Maximum }) => Maximum ?? []);
  return sums.length > 0 ? Math.max(...sums) : undefined;
}

async function mailAccount(ses: SESv2Client, signal: Signal): Promise<MailAccount> {
  const {
    ProductionAccessEnabled: production = false,
    SendingEnabled: sending = false,
    EnforcementStatus: standing = '',
    SendQuota: { Max24HourSend: most = -1, SentLast24Hours: sent = 0 } = {},
  } = await ses.send(new GetAccountCommand({}), until(signal));
  return { production, sending, standing, quota: { most, sent } };
}

async function verifiedSenders(client: SESv2Client, signal: Signal): Promise<string[]> {
  const found: string[] = [];
  for await (const { EmailIdentities = [] } of paginateListEmailIdentities({ client }, {}, until(signal))) {
    for (const { IdentityName = '', VerificationStatus } of EmailIdentities)
      if (VerificationStatus === 'SUCCESS') found.push(IdentityName);
  }
  return found;
}

/** Undefined where there is no such application. */
async function isApplicationEnabled(
  sns: SNSClient,
  PlatformApplicationArn: string,
  signal: Signal,
): Promise<boolean | undefined> {
  const command = new GetPlatformApplicationAttributesCommand({ PlatformApplicationArn });
  try {
    return (await sns.send(command, until(signal))).Attributes?.['Enabled'] === 'true';
  } catch (error) {
    if (error instanceof Error && error.name === 'NotFoundException') return undefined;
    throw error;
  }
}
