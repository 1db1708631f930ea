import type { Permission } from '../iam/permissions.ts';
import { readRole } from '../iam/read-role.ts';
import type { DeployedQueue, QueueMapping, StreamMapping } from './deployment.ts';
import type { Resolved, Resources } from './resources.ts';
import { asNumber, asText, asTexts, asTruth, part, parts, type Structure } from './structure.ts';

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

/** Functions fed from the tables' streams. */
export const readStreamMappings = (resources: Resources): readonly StreamMapping[] =>
  mappingsFrom(resources, ':dynamodb:').map(({ logicalId, properties }) => {
    const streamArn = asText(properties['EventSourceArn']);
    const onFailure = part(part(properties['DestinationConfig'])['OnFailure'])['Destination'];
    const retries = asNumber(properties['MaximumRetryAttempts'], -1);
    const maxAge = asNumber(properties['MaximumRecordAgeInSeconds'], -1);
    return {
      id: logicalId,
      table: /:table\/([^/]+)\//.exec(streamArn)?.[1] ?? '',
      streamArn,
      functionArn: functionOf(resources, properties).attribute('Arn'),
      batchSize: asNumber(properties['BatchSize'], 100),
      partialFailures: reportsItemFailures(properties['FunctionResponseTypes']),
      bisect: asTruth(properties['BisectBatchOnFunctionError']),
      ...(retries >= 0 ? { retries } : {}),
      ...(maxAge >= 0 ? { maxAgeMs: maxAge * 1000 } : {}),
      ...(typeof onFailure === 'string' ? { onFailure } : {}),
      filters: parts(part(properties['FilterCriteria'])['Filters']).map(({ Pattern }) =>
        JSON.parse(asText(Pattern)),
      ),
    };
  });

/**
 * Functions fed from queues.
 * @throws Error when Lambda would refuse the mapping, or when it does what is not done here
 */
export const readQueueMappings = (resources: Resources): readonly QueueMapping[] =>
  mappingsFrom(resources, ':sqs:').map((mapping) => {
    const { properties } = mapping;
    const target = functionOf(resources, properties);
    const queueArn = asText(properties['EventSourceArn']);
    refuseTheStrange(mapping);
    mustBeAllowed(mapping, readRole(resources, asText(target.properties['Role'])).permissions);
    const maxConcurrency = part(properties['ScalingConfig'])['MaximumConcurrency'];
    const queue = readQueues(resources).find(({ arn }) => arn === queueArn);
    if (queue && queue.visibilityMs < asNumber(target.properties['Timeout'], 3) * 1000)
      throw new Error(
        `${mapping.logicalId}: the queue shows messages again before the function's time is up.`,
      );
    return {
      queueArn,
      functionArn: target.attribute('Arn'),
      batchSize: asNumber(properties['BatchSize'], 10),
      partialFailures: reportsItemFailures(properties['FunctionResponseTypes']),
      ...(maxConcurrency === undefined ? {} : { maxConcurrency: asNumber(maxConcurrency, 0) }),
    };
  });

/** Filters, batching windows and the like would be passed over in silence: they must be taught first. */
function refuseTheStrange({ logicalId, properties }: Resolved): void {
  const known = [
    'BatchSize',
    'Enabled',
    'EventSourceArn',
    'FunctionName',
    'FunctionResponseTypes',
    'ScalingConfig',
  ];
  const strange = Object.keys(properties).filter((name) => !known.includes(name));
  if (strange.length > 0)
    throw new Error(`${logicalId}: ${strange} of a queue's mapping is not understood here.`);
}

/** Lambda receives and deletes in the name of the function's role, and tries it when the mapping is made. */
function mustBeAllowed({ logicalId, properties }: Resolved, permissions: readonly Permission[]): void {
  const resource = asText(properties['EventSourceArn']);
  for (const action of ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes']) {
    const said = permissions.filter((permission) => permission.covers(action, resource));
    if (said.length === 0 || said.some(({ effect }) => effect === 'Deny'))
      throw new Error(`${logicalId}: the function's role does not allow ${action} on ${resource}.`);
  }
}

/**
 * The mappings of one kind of source that are switched on.
 * @throws Error when there is one of a kind that would stay hungry here
 */
function mappingsFrom(resources: Resources, kind: ':dynamodb:' | ':sqs:'): readonly Resolved[] {
  const mappings = resources('AWS::Lambda::EventSourceMapping').filter(
    ({ properties }) => asText(properties['Enabled'], 'true') === 'true',
  );
  const sourceOf = ({ properties }: Resolved) => asText(properties['EventSourceArn']);
  const strange = mappings.find((one) => !/:(dynamodb|sqs):/.test(sourceOf(one)));
  if (strange) throw new Error(`${strange.logicalId}: event sources are streams of tables, or queues, here.`);
  return mappings.filter((one) => sourceOf(one).includes(kind));
}

const reportsItemFailures = (types: unknown) => asTexts(types).includes('ReportBatchItemFailures');

function functionOf(resources: Resources, { FunctionName }: Structure): Resolved {
  const named = asText(FunctionName);
  const found = resources('AWS::Lambda::Function').find(
    ({ ref, attribute }) => ref === named || attribute('Arn') === named,
  );
  if (!found) throw new Error(`An event source feeds ${named}, which is no function of this stack.`);
  return found;
}
