import { type ACMClient, KeyAlgorithm, paginateListCertificates } from '@aws-sdk/client-acm';
import { type CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import {
  paginateListAWSDefaultServiceQuotas,
  paginateListServiceQuotas,
  type ServiceQuotasClient,
} from '@aws-sdk/client-service-quotas';
import { GetParameterCommand, type SSMClient } from '@aws-sdk/client-ssm';
import type { Certificate } from './judge-account.ts';
import type { Quota } from './judge-quotas.ts';

/** Of every kind of key: unless asked, ACM lists RSA alone. */
export async function certificates(client: ACMClient): Promise<Certificate[]> {
  const found: Certificate[] = [];
  const Includes = { keyTypes: Object.values(KeyAlgorithm) };
  for await (const { CertificateSummaryList = [] } of paginateListCertificates({ client }, { Includes })) {
    for (const {
      DomainName = '',
      SubjectAlternativeNameSummaries = [],
      Status = '',
    } of CertificateSummaryList)
      found.push({ domain: DomainName, names: SubjectAlternativeNameSummaries, status: Status });
  }
  return found;
}

export const bootstrapVersion = (ssm: SSMClient): Promise<string | undefined> =>
  unlessMissing(
    async () =>
      (await ssm.send(new GetParameterCommand({ Name: '/cdk-bootstrap/hnb659fds/version' }))).Parameter
        ?.Value,
    ({ name }) => name === 'ParameterNotFound',
  );

/** What applies to the account, and what applies to everybody where nothing else was agreed on. */
export async function quotasOf(client: ServiceQuotasClient, ServiceCode: string): Promise<Quota[]> {
  const found: Quota[] = [];
  for (const list of [paginateListServiceQuotas, paginateListAWSDefaultServiceQuotas]) {
    for await (const { Quotas = [] } of list({ client }, { ServiceCode })) {
      for (const { QuotaName: name = '', Value: value = 0 } of Quotas) found.push({ name, value });
    }
  }
  return found;
}

export const stackStatus = (
  cloudformation: CloudFormationClient,
  name: string,
): Promise<string | undefined> =>
  unlessMissing(
    async () =>
      (await cloudformation.send(new DescribeStacksCommand({ StackName: name }))).Stacks?.[0]?.StackStatus,
    ({ message }) => message.includes('does not exist'),
  );

/** @throws whatever else went wrong */
async function unlessMissing<T>(
  read: () => Promise<T>,
  isMissing: (error: Error) => boolean,
): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Error && isMissing(error)) return undefined;
    throw error;
  }
}
