type Properties = Readonly<Record<string, unknown>>;

/** What names and addresses of resources depend on. */
export interface Place {
  readonly region: string;
  readonly accountId: string;
  readonly stackName: string;
  /** `host:port` under which the local cloud is the distribution. */
  readonly publicHost: string;
}

/** A resource's `Ref` and its attributes, as CloudFormation would answer them. */
export interface Identity {
  readonly ref: string;
  attribute(name: string): string;
}

/** What Secrets Manager appends to the name of a secret in its ARN; here always the same. */
export const SECRET_SUFFIX = '-Local1';

/** The property that names a resource of a type, and how an ARN of it ends. */
const NAMED: Readonly<Record<string, { readonly property: string; readonly arn: (name: string) => string }>> =
  {
    'AWS::DynamoDB::Table': { property: 'TableName', arn: (name) => `dynamodb:{place}:table/${name}` },
    'AWS::DynamoDB::GlobalTable': { property: 'TableName', arn: (name) => `dynamodb:{place}:table/${name}` },
    'AWS::Lambda::Function': { property: 'FunctionName', arn: (name) => `lambda:{place}:function:${name}` },
    'AWS::S3::Bucket': { property: 'BucketName', arn: (name) => `s3:::${name}` },
    'AWS::SQS::Queue': { property: 'QueueName', arn: (name) => `sqs:{place}:${name}` },
    'AWS::SNS::Topic': { property: 'TopicName', arn: (name) => `sns:{place}:${name}` },
    'AWS::Events::EventBus': { property: 'Name', arn: (name) => `events:{place}:event-bus/${name}` },
    'AWS::Events::Rule': { property: 'Name', arn: (name) => `events:{place}:rule/${name}` },
    'AWS::IAM::Role': { property: 'RoleName', arn: (name) => `iam::{account}:role/${name}` },
    'AWS::Logs::LogGroup': { property: 'LogGroupName', arn: (name) => `logs:{place}:log-group:${name}:*` },
    'AWS::SecretsManager::Secret': {
      property: 'Name',
      arn: (name) => `secretsmanager:{place}:secret:${name}${SECRET_SUFFIX}`,
    },
    'AWS::Location::APIKey': { property: 'KeyName', arn: (name) => `geo:{place}:api-key/${name}` },
    'AWS::Location::GeofenceCollection': {
      property: 'CollectionName',
      arn: (name) => `geo:{place}:geofence-collection/${name}`,
    },
    'AWS::SES::ConfigurationSet': {
      property: 'Name',
      arn: (name) => `ses:{place}:configuration-set/${name}`,
    },
    'AWS::Scheduler::ScheduleGroup': {
      property: 'Name',
      arn: (name) => `scheduler:{place}:schedule-group/${name}`,
    },
  };

/** Names a resource the way its type does: given by the template, or made from the stack's name. */
export function identify(place: Place, logicalId: string, type: string, properties: Properties): Identity {
  const rule = NAMED[type];
  const given = rule ? properties[rule.property] : undefined;
  const name = typeof given === 'string' ? given : nameFor(place, logicalId, type);
  const arn = arnOf(place, rule ? rule.arn(name) : `local:{place}:${name}`);
  const special = SPECIAL[type]?.(place, name, arn) ?? {};
  return {
    ref: special['Ref'] ?? name,
    attribute: (attribute) => special[attribute] ?? (attribute.endsWith('Arn') ? arn : name),
  };
}

const nameFor = (place: Place, logicalId: string, type: string): string =>
  type.startsWith('AWS::ApiGatewayV2::') || type.startsWith('AWS::Cognito::')
    ? logicalId.toLowerCase()
    : `${place.stackName}-${logicalId}`;

const arnOf = (place: Place, rest: string): string =>
  `arn:aws:${rest.replace('{place}', `${place.region}:${place.accountId}`).replace('{account}', place.accountId)}`;

type Special = (place: Place, name: string, arn: string) => Readonly<Record<string, string>>;

/** Where `Ref` is not the name, or an attribute is neither the name nor the ARN. */
const SPECIAL: Readonly<Record<string, Special>> = {
  'AWS::SQS::Queue': ({ region, accountId }, name) => ({
    Ref: `https://sqs.${region}.amazonaws.com/${accountId}/${name}`,
    QueueName: name,
  }),
  'AWS::S3::Bucket': ({ region }, name) => ({ RegionalDomainName: `${name}.s3.${region}.amazonaws.com` }),
  'AWS::SNS::Topic': (_, name, arn) => ({ Ref: arn, TopicName: name }),
  'AWS::SecretsManager::Secret': (_, _name, arn) => ({ Ref: arn, Id: arn }),
  'AWS::DynamoDB::Table': (_, _name, arn) => ({ StreamArn: `${arn}/stream/local` }),
  'AWS::DynamoDB::GlobalTable': (_, _name, arn) => ({ StreamArn: `${arn}/stream/local` }),
  'AWS::CloudFront::Distribution': ({ publicHost }) => ({ DomainName: publicHost }),
  'AWS::ApiGatewayV2::Api': ({ region }, name) => ({
    ApiEndpoint: `https://${name}.execute-api.${region}.amazonaws.com`,
  }),
  'AWS::Cognito::UserPool': ({ region, accountId }, name) => ({
    Ref: `${region}_${name}`,
    Arn: `arn:aws:cognito-idp:${region}:${accountId}:userpool/${region}_${name}`,
    ProviderName: `cognito-idp.${region}.amazonaws.com/${region}_${name}`,
    ProviderURL: `https://cognito-idp.${region}.amazonaws.com/${region}_${name}`,
  }),
};
