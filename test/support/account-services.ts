import { AwsError, type AwsRequest, type AwsResponse } from '../../local/emulators/emulator.ts';
import { queryReply, readQueryCall, refuseQuery } from '../../local/emulators/query-protocol.ts';
import type { Served } from './serve-emulators.ts';

/** An AWS account, as far as the services say that the tracker itself never calls. */
export interface EmulatedAccount {
  known: boolean;
  certificates: { domain: string; names?: string[]; status: string; key?: string }[];
  /** The bootstrap stack's version, by region. */
  bootstrap: Record<string, string>;
  /** Applied quotas and everybody's, by service. */
  quotas: Record<string, Record<string, number>>;
  defaults: Record<string, Record<string, number>>;
  stacks: Record<string, string>;
}

/** STS, Certificate Manager, Systems Manager, Service Quotas and CloudFormation, each by its own wire protocol. */
export const accountServices = (account: EmulatedAccount): Served[] => [
  querySpeaker('sts', 'https://sts.amazonaws.com/doc/2011-06-15/', {
    GetCallerIdentity: () => {
      if (!account.known)
        throw new AwsError(403, 'ExpiredToken', 'The security token included in the request is expired');
      return { Account: '123456789012', UserId: 'AIDA', Arn: 'arn:aws:iam::123456789012:user/olga' };
    },
  }),
  querySpeaker('cloudformation', 'http://cloudformation.amazonaws.com/doc/2010-05-15/', {
    DescribeStacks: ({ StackName: name }) => {
      const status = account.stacks[String(name)];
      if (!status) throw new AwsError(400, 'ValidationError', `Stack with id ${name} does not exist`);
      const CreationTime = '2026-11-20T17:00:00Z';
      return { Stacks: [{ StackName: String(name), StackStatus: status, CreationTime }] };
    },
  }),
  jsonSpeaker('acm', { ListCertificates: (input) => listCertificates(account, input) }),
  jsonSpeaker('ssm', {
    GetParameter: ({ Name }, region) => {
      const Value = Name === '/cdk-bootstrap/hnb659fds/version' ? account.bootstrap[region] : undefined;
      if (Value === undefined) throw new AwsError(400, 'ParameterNotFound', '');
      return { Parameter: { Name, Type: 'String', Value } };
    },
  }),
  jsonSpeaker('servicequotas', {
    ListServiceQuotas: (input) => listQuotas(account.quotas, input),
    ListAWSDefaultServiceQuotas: (input) => listQuotas(account.defaults, input),
  }),
];

type Input = Readonly<Record<string, unknown>>;
type Operations<Answer> = Readonly<Record<string, (input: Input, region: string) => Answer>>;

/** RSA of 2,048 bits at most, unless other kinds of key are asked for. */
function listCertificates({ certificates }: EmulatedAccount, { Includes }: Input) {
  const { keyTypes = ['RSA_1024', 'RSA_2048'] } = (Includes ?? {}) as { keyTypes?: string[] };
  return {
    CertificateSummaryList: certificates
      .filter(({ key = 'RSA_2048' }) => keyTypes.includes(key))
      .map(({ domain, names = [domain], status }) => ({
        CertificateArn: `arn:aws:acm:us-east-1:123456789012:certificate/${domain}`,
        DomainName: domain,
        SubjectAlternativeNameSummaries: names,
        Status: status,
      })),
  };
}

/** A page is one quota, so that nobody forgets the others. */
function listQuotas(quotas: EmulatedAccount['quotas'], { ServiceCode, NextToken = '0' }: Input) {
  const all = Object.entries(quotas[String(ServiceCode)] ?? {});
  const at = Number(NextToken);
  const page = all.slice(at, at + 1).map(([QuotaName, Value]) => ({ ServiceCode, QuotaName, Value }));
  return { Quotas: page, ...(at + 1 < all.length && { NextToken: String(at + 1) }) };
}

function querySpeaker(
  name: string,
  namespace: string,
  operations: Operations<Parameters<typeof queryReply>[2]>,
): Served {
  return {
    signingNames: [name],
    operations: Object.keys(operations),
    parse: readQueryCall,
    handle: ({ operation, input }, request) =>
      queryReply(namespace, operation, find(operations, operation)(input, regionOf(request))),
    refuse: (error) => refuseQuery(namespace, error),
  };
}

function jsonSpeaker(name: string, operations: Operations<object>): Served {
  const reply = (status: number, value: object): AwsResponse => ({
    status,
    headers: { 'content-type': 'application/x-amz-json-1.1' },
    body: JSON.stringify(value),
  });
  return {
    signingNames: [name],
    operations: Object.keys(operations),
    parse: ({ headers, body }) => ({
      operation: headers['x-amz-target']?.split('.').pop() ?? '',
      input: JSON.parse(body.toString('utf8')),
    }),
    handle: ({ operation, input }, request) =>
      reply(200, find(operations, operation)(input, regionOf(request))),
    refuse: ({ status, code, message }) => reply(status, { __type: code, message }),
  };
}

function find<Answer>(operations: Operations<Answer>, name: string) {
  const operation = operations[name];
  if (!operation) throw new AwsError(400, 'InvalidAction', `The action ${name} is not valid.`);
  return operation;
}

/** The region a request is signed for. */
const regionOf = ({ headers }: AwsRequest): string =>
  /Credential=[^/]+\/[^/]+\/([^/]+)\//.exec(headers['authorization'] ?? '')?.[1] ?? '';
