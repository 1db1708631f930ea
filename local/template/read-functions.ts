import { type Role, readRole } from '../iam/read-role.ts';
import type { DeployedFunction } from './deployment.ts';
import type { Resolved, Resources } from './resources.ts';
import { asNumber, asText, part, type Structure } from './structure.ts';

/** Lambda tries an asynchronous invocation twice more unless told otherwise. */
const DEFAULT_ASYNC_RETRIES = 2;

/** The functions that run here; what CDK brings along in other languages works on resources while a stack is made. */
export function readFunctions(
  resources: Resources,
  codeFolder: (key: string) => string,
): readonly DeployedFunction[] {
  const configs = resources('AWS::Lambda::EventInvokeConfig');
  return resources('AWS::Lambda::Function').flatMap((resource) => {
    const key = part(resource.properties['Code'])['S3Key'];
    const runs = asText(resource.properties['Runtime']).startsWith('nodejs');
    if (typeof key !== 'string' || !runs) return [];
    const config = configs.find(({ properties }) => properties['FunctionName'] === resource.ref);
    const role = readRole(resources, asText(resource.properties['Role']));
    return [readFunction(resource, role, codeFolder(key), config?.properties ?? {})];
  });
}

function readFunction(resource: Resolved, role: Role, folder: string, config: Structure): DeployedFunction {
  const { properties } = resource;
  const onFailure = part(part(config['DestinationConfig'])['OnFailure'])['Destination'];
  const deadLetters = part(properties['DeadLetterConfig'])['TargetArn'];
  const variables = Object.entries(part(part(properties['Environment'])['Variables']));
  return {
    name: resource.ref,
    arn: resource.attribute('Arn'),
    folder,
    handler: asText(properties['Handler']),
    environment: Object.fromEntries(variables.map(([name, value]) => [name, asText(value)])),
    role,
    timeoutMs: asNumber(properties['Timeout'], 3) * 1000,
    logging: readLogging(part(properties['LoggingConfig'])),
    memoryMb: asNumber(properties['MemorySize'], 128),
    asyncRetries: asNumber(config['MaximumRetryAttempts'], DEFAULT_ASYNC_RETRIES),
    ...(typeof onFailure === 'string' ? { onFailure } : {}),
    ...(typeof deadLetters === 'string' ? { deadLetters } : {}),
  };
}

const readLogging = (config: Structure): DeployedFunction['logging'] => ({
  format: config['LogFormat'] === 'JSON' ? 'JSON' : 'Text',
  level: asText(config['ApplicationLogLevel'], 'INFO'),
});
