import { RemovalPolicy } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';

/** The two secrets of a deployment, made once and seen by nobody. */
export class Secrets extends Construct {
  /** Every link token is derived from it: losing it makes every link that is out there unrepeatable. */
  readonly links: Secret;
  /** How the API knows that a request came through the distribution. */
  readonly origin: Secret;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.links = this.secret('Links', 'Link tokens are derived from it', RemovalPolicy.RETAIN);
    this.origin = this.secret('Origin', 'The distribution shows it to the API', RemovalPolicy.DESTROY);
  }

  /** The value as CloudFormation fills it in at deployment; it is in no template. */
  get originValue(): string {
    return this.origin.secretValue.unsafeUnwrap();
  }

  private secret(id: string, description: string, removalPolicy: RemovalPolicy): Secret {
    return new Secret(this, id, {
      description,
      removalPolicy,
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
    });
  }
}
