import { ACMClient } from '@aws-sdk/client-acm';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SNSClient } from '@aws-sdk/client-sns';
import { SSMClient } from '@aws-sdk/client-ssm';
import * as ask from './ask-account.ts';
import {
  judgeBootstrap,
  judgeCertificate,
  judgeMailSandbox,
  judgeSenders,
  judgeStack,
} from './judge-account.ts';
import { judgeApplication } from './judge-apps.ts';
import { judgeQuota, WANTED } from './judge-quotas.ts';
import {
  judgeOptOuts,
  judgeOrigination,
  judgeSandbox,
  judgeSmsType,
  judgeSpendLimit,
} from './judge-texts.ts';
import type { Plan, Verdict } from './verdict.ts';

/** One thing to know of an account. */
export interface Question {
  readonly about: string;
  /** What asking takes. */
  readonly needs: readonly string[];
  /** @throws whatever AWS says instead of answering */
  readonly ask: () => Promise<Verdict>;
}

/** Where AWS is reached; the SDK's own configuration, as far as a test has to say it. */
export type Reach = Readonly<Record<string, unknown>>;

/** CloudFront takes firewall and certificate from there, wherever the tracker is. */
const EDGE = 'us-east-1';

/** Everything there is to ask, none of which changes anything. */
export function questions(plan: Plan, reach: Reach = {}): Question[] {
  const home = { ...reach, region: plan.region };
  const edge = { ...reach, region: EDGE };
  return [
    ...aboutTexts(plan, new SNSClient(home)),
    ...aboutApps(plan, new SNSClient(home)),
    ...[...new Set([plan.region, EDGE])].map((region) => aboutBootstrap(region, { ...reach, region })),
    {
      about: 'certificate',
      needs: ['acm:ListCertificates'],
      ask: async () => judgeCertificate(await ask.certificates(new ACMClient(edge)), plan),
    },
    ...aboutQuotas(new ServiceQuotasClient(home)),
    ...aboutMail(plan, new SESv2Client(home)),
    aboutStack('service-tracker-edge', new CloudFormationClient(edge)),
    aboutStack('service-tracker', new CloudFormationClient(home)),
  ];
}

function aboutTexts(plan: Plan, sns: SNSClient): Question[] {
  const needs = ['sns:GetSMSAttributes'];
  return [
    {
      about: 'SMS sandbox',
      needs: ['sns:GetSMSSandboxAccountStatus'],
      ask: async () => judgeSandbox(await ask.isInSmsSandbox(sns)),
    },
    {
      about: 'SMS spend limit',
      needs,
      ask: async () => judgeSpendLimit((await ask.smsAttributes(sns))['MonthlySpendLimit']),
    },
    {
      about: 'SMS type',
      needs,
      ask: async () => judgeSmsType((await ask.smsAttributes(sns))['DefaultSMSType']),
    },
    {
      about: 'SMS number',
      needs: ['sns:ListOriginationNumbers'],
      ask: async () => judgeOrigination(await ask.originationNumbers(sns), plan),
    },
    {
      about: 'SMS opt-outs',
      needs: ['sns:ListPhoneNumbersOptedOut'],
      ask: async () => judgeOptOuts(await ask.optedOut(sns)),
    },
  ];
}

/** Only those the plan names: a company needs no app of its own. */
function aboutApps({ iosApplication: ios, androidApplication: android }: Plan, sns: SNSClient): Question[] {
  const told = { ios, android };
  return (['ios', 'android'] as const).flatMap((platform) => {
    const arn = told[platform];
    if (arn === undefined) return [];
    return {
      about: `app on ${platform}`,
      needs: ['sns:GetPlatformApplicationAttributes'],
      ask: async () => judgeApplication(platform, arn, await ask.isApplicationEnabled(sns, arn)),
    };
  });
}

const aboutBootstrap = (region: string, where: Reach): Question => ({
  about: `CDK bootstrap in ${region}`,
  needs: ['ssm:GetParameter'],
  ask: async () => judgeBootstrap(await ask.bootstrapVersion(new SSMClient(where)), region),
});

const aboutQuotas = (quotas: ServiceQuotasClient): Question[] =>
  WANTED.map((wanted) => ({
    about: `quota: ${wanted.means}`,
    needs: ['servicequotas:ListServiceQuotas', 'servicequotas:ListAWSDefaultServiceQuotas'],
    ask: async () => judgeQuota(wanted, await ask.quotasOf(quotas, wanted.service)),
  }));

const aboutMail = (plan: Plan, ses: SESv2Client): Question[] => [
  {
    about: 'SES sandbox',
    needs: ['ses:GetAccount'],
    ask: async () => judgeMailSandbox(await ask.mayMailAnybody(ses)),
  },
  {
    about: 'SES identities',
    needs: ['ses:ListEmailIdentities'],
    ask: async () => judgeSenders(await ask.verifiedSenders(ses), plan),
  },
];

const aboutStack = (name: string, cloudformation: CloudFormationClient): Question => ({
  about: `stack ${name}`,
  needs: ['cloudformation:DescribeStacks'],
  ask: async () => judgeStack(name, await ask.stackStatus(cloudformation, name)),
});
