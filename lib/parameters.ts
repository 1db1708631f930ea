import { CfnCondition, CfnParameter, Fn } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** How texts leave; an empty value means: as the AWS account is set up. */
export interface SmsSettings {
  readonly originationNumber: string;
  readonly senderId: string;
  /** US dollars a text may cost. */
  readonly maxPrice: string;
}

/** The credentials SNS has for the company's apps, by their ARNs; empty where there is no such app. */
export interface AppSettings {
  /** Of APNs, its sandbox or not: the ARN says which. */
  readonly ios: string;
  readonly android: string;
}

/** What differs from one deployment to the next; everything else is the same template everywhere. */
export interface Parameters {
  readonly domainName: string;
  readonly certificateArn: string;
  readonly webAclArn: string;
  readonly operatorEmail: string;
  /** Another generation is another secret, and everything that knows it follows. */
  readonly originGeneration: string;
  /** Whether busy functions keep concurrent executions for themselves; a new account has too few to keep any. */
  readonly reservesConcurrency: CfnCondition;
  readonly sms: SmsSettings;
  /** The address mails come from, of a domain that SES has verified; empty: there are no mails. */
  readonly mailSender: string;
  /** Whether SNS writes the results of texts into the account's logs. */
  readonly deliveryLogs: CfnCondition;
  /** The topic on which the number tells what customers answer; empty without one. */
  readonly repliesTopic: string;
  readonly apps: AppSettings;
  /** A PMTiles file with the layers of Protomaps' basemap; empty: pages show route and names alone. */
  readonly streetsUrl: string;
}

/** Declares the tracker stack's parameters. */
export function declareParameters(scope: Construct): Parameters {
  const parameter = (id: string, description: string, allowedPattern?: string) =>
    new CfnParameter(scope, id, { description, ...(allowedPattern ? { allowedPattern } : {}) }).valueAsString;
  const optional = (id: string, description: string, otherwise = '') =>
    new CfnParameter(scope, id, { description, default: otherwise }).valueAsString;
  const application = (id: string, description: string, platforms: string) =>
    new CfnParameter(scope, id, {
      description,
      default: '',
      allowedPattern: `(arn:[a-z-]+:sns:[a-z0-9-]+:\\d{12}:app/${platforms}/[A-Za-z0-9_.-]+)?`,
    }).valueAsString;
  return {
    domainName: parameter('DomainName', 'Host name of the links, such as track.example.com', '[a-z0-9.-]+'),
    certificateArn: parameter('CertificateArn', 'Its certificate in us-east-1 (output of the edge stack)'),
    webAclArn: parameter('WebAclArn', 'The firewall in us-east-1 (output of the edge stack)'),
    operatorEmail: parameter('OperatorEmail', 'Who is told when an alarm goes off', '[^@ ]+@[^@ ]+'),
    originGeneration: optional(
      'OriginGeneration',
      'Raised to change how the API knows its distribution',
      '1',
    ),
    streetsUrl: optional('StreetsUrl', 'Where the PMTiles file of the streets is served; empty without one'),
    reservesConcurrency: chosen(scope, 'ReserveConcurrency', {
      condition: 'ReservesConcurrency',
      description: 'yes in an account with 1,000 concurrent Lambda executions; a new one has 10, and refuses',
    }),
    repliesTopic: optional(
      'RepliesTopicArn',
      'The topic of the number for texts that come in; empty without one',
    ),
    deliveryLogs: chosen(scope, 'DeliveryLogs', {
      condition: 'HasDeliveryLogs',
      description: 'yes once SNS writes into the account’s logs what became of texts',
    }),
    mailSender: optional('MailSender', 'The address mails come from, of a domain verified with SES'),
    sms: {
      originationNumber: optional('OriginationNumber', 'The registered number texts come from, in E.164'),
      senderId: optional('SenderId', 'The name texts come from, in countries that show one'),
      maxPrice: optional('SmsMaxPrice', 'Most a text may cost, in US dollars, such as 0.05'),
    },
    apps: {
      ios: application(
        'IosApplicationArn',
        'The SNS platform application of the iOS app; empty without one',
        'APNS(_SANDBOX)?',
      ),
      android: application(
        'AndroidApplicationArn',
        'The SNS platform application of the Android app; empty without one',
        'GCM',
      ),
    },
  };
}

/** A parameter that is `no` unless told, and the condition that it is `yes`. */
function chosen(
  scope: Construct,
  id: string,
  { condition, description }: { readonly condition: string; readonly description: string },
): CfnCondition {
  const allowedValues = ['yes', 'no'];
  const { valueAsString } = new CfnParameter(scope, id, { description, allowedValues, default: 'no' });
  return new CfnCondition(scope, condition, { expression: Fn.conditionEquals(valueAsString, 'yes') });
}
