import { ACMClient } from '@aws-sdk/client-acm';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { SSMClient } from '@aws-sdk/client-ssm';
import {
  appQuestions,
  mailQuestions,
  type Reach,
  textQuestions,
} from '../../shared/readiness/channels-client.ts';
import type { Plan, Question } from '../../shared/readiness/verdict.ts';
import * as ask from './ask-account.ts';
import { judgeBootstrap, judgeCertificate, judgeStack } from './judge-account.ts';
import { judgeQuota, WANTED } from './judge-quotas.ts';

/** CloudFront takes firewall and certificate from there, wherever the tracker is. */
const EDGE = 'us-east-1';

/** Everything there is to ask, none of which changes anything. */
export function questions(plan: Plan, reach: Reach = {}): Question[] {
  const home = { ...reach, region: plan.region };
  const edge = { ...reach, region: EDGE };
  return [
    ...textQuestions(plan, home, Date.now()),
    ...appQuestions(plan, home),
    ...[...new Set([plan.region, EDGE])].map((region) => aboutBootstrap(region, { ...reach, region })),
    {
      name: 'certificate',
      about: 'certificate',
      needs: ['acm:ListCertificates'],
      ask: async () => judgeCertificate(await ask.certificates(new ACMClient(edge)), plan),
    },
    ...aboutQuotas(new ServiceQuotasClient(home)),
    ...mailQuestions(plan, home),
    aboutStack('service-tracker-edge', new CloudFormationClient(edge)),
    aboutStack('service-tracker', new CloudFormationClient(home)),
  ];
}

const aboutBootstrap = (region: string, where: Reach): Question => ({
  name: 'bootstrap',
  about: `CDK bootstrap in ${region}`,
  needs: ['ssm:GetParameter'],
  ask: async () => judgeBootstrap(await ask.bootstrapVersion(new SSMClient(where)), region),
});

const aboutQuotas = (quotas: ServiceQuotasClient): Question[] =>
  WANTED.map((wanted) => ({
    name: 'quota',
    about: `quota: ${wanted.means}`,
    needs: ['servicequotas:ListServiceQuotas', 'servicequotas:ListAWSDefaultServiceQuotas'],
    ask: async () => judgeQuota(wanted, await ask.quotasOf(quotas, wanted.service)),
  }));

const aboutStack = (name: string, cloudformation: CloudFormationClient): Question => ({
  name: 'stack',
  about: `stack ${name}`,
  needs: ['cloudformation:DescribeStacks'],
  ask: async () => judgeStack(name, await ask.stackStatus(cloudformation, name)),
});
