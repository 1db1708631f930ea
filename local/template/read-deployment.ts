import { repliesTopic } from '../emulators/opt-outs.ts';
import { localApplication } from '../emulators/push-endpoints.ts';
import { TILES_PATH } from '../town/tiles/serve-tiles.ts';
import type { Deployment } from './deployment.ts';
import type { Place } from './physical-names.ts';
import { readApi } from './read-api.ts';
import type { Assembly } from './read-assembly.ts';
import { readFront } from './read-front.ts';
import { readFunctions } from './read-functions.ts';
import { readLogSubscriptions } from './read-log-subscriptions.ts';
import { readRules, readScheduledRules } from './read-rules.ts';
import { readSignIn } from './read-sign-in.ts';
import { readSockets } from './read-sockets.ts';
import { readQueueMappings, readQueues, readStreamMappings } from './read-sources.ts';
import { readTopicSubscriptions } from './read-topic-subscriptions.ts';
import { createResolver, type Resolver, type Template } from './resolve.ts';
import { createResources, type Resources } from './resources.ts';
import { asText, asTexts, part, parts } from './structure.ts';

const REGION = 'us-east-1';
const ACCOUNT = '000000000000';
/** Of the domain that the emulated SES has verified. */
const MAIL_SENDER = 'visits@example.com';

export interface ReadOptions {
  /** `host:port` of the local cloud, which plays the distribution. */
  readonly publicHost: string;
  /** The value of a secret by its ARN. */
  readonly secret: (id: string) => string;
}

/** Reads everything the local cloud runs out of a synthesised stack. */
export function readDeployment(assembly: Assembly, { publicHost, secret }: ReadOptions): Deployment {
  const { template, stackName } = assembly;
  const place: Place = { region: REGION, accountId: ACCOUNT, stackName, publicHost };
  const parameters = {
    DomainName: publicHost,
    StreetsUrl: `http://${publicHost}${TILES_PATH}`,
    MailSender: MAIL_SENDER,
    DeliveryLogs: 'yes',
    RepliesTopicArn: repliesTopic(place),
    IosApplicationArn: localApplication(place, 'APNS'),
    AndroidApplicationArn: localApplication(place, 'GCM'),
  };
  const resolver = createResolver(template, { place, parameters, secret });
  const resources = createResources(template, resolver);
  const sockets = readSockets(resources, REGION);
  return {
    region: REGION,
    accountId: ACCOUNT,
    functions: readFunctions(resources, assembly.codeFolder),
    api: readApi(resources, REGION),
    ...(sockets ? { sockets } : {}),
    originHeaders: readOriginHeaders(resources),
    front: readFront(resources, assembly.codeFolder),
    tables: resources('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable').map(({ ref, properties }) => ({
      name: ref,
      properties,
    })),
    queues: readQueues(resources),
    queueMappings: readQueueMappings(resources),
    streamMappings: readStreamMappings(resources),
    buses: ['default', ...resources('AWS::Events::EventBus').map(({ ref }) => ref)],
    rules: readRules(resources),
    scheduledRules: readScheduledRules(resources),
    topicSubscriptions: readTopicSubscriptions(resources),
    logSubscriptions: readLogSubscriptions(resources),
    apiKeys: resources('AWS::Location::APIKey').map(({ ref, attribute, properties }) => ({
      name: ref,
      arn: attribute('KeyArn'),
      referers: asTexts(part(properties['Restrictions'])['AllowReferers']),
    })),
    geofenceCollections: resources('AWS::Location::GeofenceCollection').map(({ ref }) => ref),
    configurationSets: readConfigurationSets(resources),
    scheduleGroups: resources('AWS::Scheduler::ScheduleGroup').map(({ ref }) => ref),
    outputs: readOutputs(template, resolver),
    ...readSignIn(resources),
  };
}

function readOriginHeaders(resources: Resources): Record<string, string> {
  const headers = resources('AWS::CloudFront::Distribution')
    .flatMap(({ properties }) => parts(part(properties['DistributionConfig'])['Origins']))
    .flatMap((origin) => parts(origin['OriginCustomHeaders']));
  return Object.fromEntries(
    headers.map((header) => [asText(header['HeaderName']).toLowerCase(), asText(header['HeaderValue'])]),
  );
}

function readOutputs(template: Template, resolver: Resolver): Record<string, string> {
  const outputs = Object.entries(template.Outputs ?? {}).filter(([, { Condition }]) =>
    resolver.holds(Condition),
  );
  return Object.fromEntries(
    outputs.map(([name, { Value }]) => [name, asTexts([resolver.resolve(Value)])[0] ?? '']),
  );
}

/** The configuration sets of SES, and what of each is told on the bus. */
function readConfigurationSets(resources: Resources): Deployment['configurationSets'] {
  const destinations = resources('AWS::SES::ConfigurationSetEventDestination').map(({ properties }) => ({
    set: properties['ConfigurationSetName'],
    told: part(properties['EventDestination']),
  }));
  return resources('AWS::SES::ConfigurationSet').map(({ ref }) => ({
    name: ref,
    told: destinations
      .filter(({ set, told }) => set === ref && told['EventBridgeDestination'])
      .flatMap(({ told }) => asTexts(told['MatchingEventTypes'])),
  }));
}
