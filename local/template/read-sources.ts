import type { DeployedQueue, StreamMapping } from './deployment.ts';
import type { Resources } from './resources.ts';
import { asNumber, asText, asTexts, asTruth, part, parts } from './structure.ts';

const DEFAULT_VISIBILITY_SECONDS = 30;

export function readQueues(resources: Resources): readonly DeployedQueue[] {
  return resources('AWS::SQS::Queue').map(({ ref, properties, attribute }) => {
    const { maxReceiveCount, deadLetterTargetArn } = part(properties['RedrivePolicy']);
    return {
      name: ref.split('/').pop() ?? ref,
      arn: attribute('Arn'),
      visibilityMs: asNumber(properties['VisibilityTimeout'], DEFAULT_VISIBILITY_SECONDS) * 1000,
      ...(deadLetterTargetArn === undefined
        ? {}
        : {
            redrive: { maxReceives: asNumber(maxReceiveCount, 10), deadLetters: asText(deadLetterTargetArn) },
          }),
    };
  });
}

/**
 * Functions fed from the tables' streams.
 * @throws Error when a function is fed from something else, which would stay hungry here
 */
export function readStreamMappings(resources: Resources): readonly StreamMapping[] {
  const mappings = resources('AWS::Lambda::EventSourceMapping').filter(
    ({ properties }) => asText(properties['Enabled'], 'true') === 'true',
  );
  return mappings.map(({ logicalId, properties }) => {
    const streamArn = asText(properties['EventSourceArn']);
    if (!streamArn.includes(':dynamodb:'))
      throw new Error(`${logicalId}: event sources other than streams of tables are not understood here.`);
    const onFailure = part(part(properties['DestinationConfig'])['OnFailure'])['Destination'];
    const retries = asNumber(properties['MaximumRetryAttempts'], -1);
    return {
      id: logicalId,
      table: /:table\/([^/]+)\//.exec(streamArn)?.[1] ?? '',
      streamArn,
      functionArn: functionArn(resources, asText(properties['FunctionName'])),
      batchSize: asNumber(properties['BatchSize'], 100),
      partialFailures: reportsItemFailures(properties['FunctionResponseTypes']),
      bisect: asTruth(properties['BisectBatchOnFunctionError']),
      ...(retries >= 0 ? { retries } : {}),
      ...(typeof onFailure === 'string' ? { onFailure } : {}),
      filters: parts(part(properties['FilterCriteria'])['Filters']).map(({ Pattern }) =>
        JSON.parse(asText(Pattern)),
      ),
    };
  });
}

const reportsItemFailures = (types: unknown) => asTexts(types).includes('ReportBatchItemFailures');

function functionArn(resources: Resources, nameOrArn: string): string {
  if (nameOrArn.startsWith('arn:')) return nameOrArn;
  const found = resources('AWS::Lambda::Function').find(({ ref }) => ref === nameOrArn);
  if (!found) throw new Error(`An event source feeds ${nameOrArn}, which is no function of this stack.`);
  return found.attribute('Arn');
}
