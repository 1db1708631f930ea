import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';

const UNGUESSABLE = { passwordLength: 64, excludePunctuation: true };

/** The secrets of a deployment, made once and seen by nobody. */
export class Secrets extends Construct {
  /** Every link token is derived from it: losing it makes every link that is out there unrepeatable. */
  readonly links: Secret;
  /** The keys for push messages follow from it: losing it makes every subscription of a browser useless. */
  readonly push: Secret;
  /** The secrets of webhooks follow from it: losing it makes every receiver refuse what we send. */
  readonly webhooks: Secret;
  /** How the API knows that a request came through the distribution. */
  readonly origin: Secret;

  constructor(scope: Construct, id: string, originGeneration: string) {
    super(scope, id);
    this.links = new Secret(this, 'Links', {
      description: 'Link tokens are derived from it',
      removalPolicy: RemovalPolicy.RETAIN,
      generateSecretString: UNGUESSABLE,
    });
    this.push = new Secret(this, 'Push', {
      description: 'The keys for push messages are derived from it',
      removalPolicy: RemovalPolicy.RETAIN,
      generateSecretString: UNGUESSABLE,
    });
    this.webhooks = new Secret(this, 'Webhooks', {
      description: 'The secrets of webhooks are derived from it',
      removalPolicy: RemovalPolicy.RETAIN,
      generateSecretString: UNGUESSABLE,
    });
    this.origin = new Secret(this, 'Origin', {
      secretName: `${Stack.of(this).stackName}/origin-${originGeneration}`,
      description: 'The distribution shows it to the API',
      removalPolicy: RemovalPolicy.DESTROY,
      generateSecretString: UNGUESSABLE,
    });
  }

  /** The value as CloudFormation fills it in at deployment; it is in no template. */
  get originValue(): string {
    return this.origin.secretValue.unsafeUnwrap();
  }
}
