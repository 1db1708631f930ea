import type { Need } from '../iam/need.ts';
import { readRole } from '../iam/read-role.ts';
import type { DeployedPipe } from './deployment.ts';
import type { Resolved, Resources } from './resources.ts';
import { asNumber, asText, part, type Structure } from './structure.ts';

/**
 * The pipes from a queue to a function.
 * @throws Error when one does something that is not done here, or when its role lacks what it does
 */
export const readPipes = (resources: Resources): readonly DeployedPipe[] =>
  resources('AWS::Pipes::Pipe')
    .filter(({ properties }) => properties['DesiredState'] !== 'STOPPED')
    .map((pipe) => readPipe(pipe, resources));

function readPipe({ logicalId, properties }: Resolved, resources: Resources): DeployedPipe {
  const source = part(properties['SourceParameters']);
  refuseTheUnknown(logicalId, properties);
  const pipe = {
    queueArn: asText(properties['Source']),
    functionArn: asText(properties['Target']),
    batchSize: asNumber(part(source['SqsQueueParameters'])['BatchSize'], 10),
  };
  const { permissions } = readRole(resources, asText(properties['RoleArn']));
  for (const { action, resource } of needsOf(pipe)) {
    const said = permissions.filter((permission) => permission.covers(action, resource));
    if (said.length === 0 || said.some(({ effect }) => effect === 'Deny'))
      throw new Error(`${logicalId}: its role does not allow ${action} on ${resource}.`);
  }
  return pipe;
}

/** Filters, enrichments and the like would be passed over in silence: they must be taught first. */
function refuseTheUnknown(logicalId: string, properties: Structure): void {
  const source = part(properties['SourceParameters']);
  const target = part(properties['TargetParameters']);
  const strange = [
    ...(properties['Enrichment'] === undefined ? [] : ['Enrichment']),
    ...Object.keys(source).filter((name) => name !== 'SqsQueueParameters'),
    // A batching window, above all: it would override the queue's visibility timeout.
    ...Object.keys(part(source['SqsQueueParameters'])).filter((name) => name !== 'BatchSize'),
    ...Object.keys(target).filter((name) => name !== 'LambdaFunctionParameters'),
  ];
  const { InvocationType = 'REQUEST_RESPONSE' } = part(target['LambdaFunctionParameters']);
  if (InvocationType !== 'REQUEST_RESPONSE') strange.push(String(InvocationType));
  if (strange.length > 0) throw new Error(`${logicalId}: ${strange} of a pipe is not understood here.`);
}

const needsOf = ({ queueArn, functionArn }: DeployedPipe): readonly Need[] => [
  ...['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'].map((name) => ({
    action: `sqs:${name}`,
    resource: queueArn,
  })),
  { action: 'lambda:InvokeFunction', resource: functionArn },
];
