import { Stack } from 'aws-cdk-lib';
import { CfnConfigurationSet, CfnConfigurationSetEventDestination } from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';

/** What SES tells of a mail after it has taken it. */
const TOLD = ['DELIVERY', 'BOUNCE', 'COMPLAINT', 'REJECT', 'RENDERING_FAILURE'];

/** What is heard of mails once they have left: on the account's default bus, where rules of ours listen. */
export class Mail extends Construct {
  /** Mails that are sent with it are told of. */
  readonly configurationSet: string;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const { partition, region, account, stackName } = Stack.of(this);
    this.configurationSet = `${stackName}-mail`;
    const set = new CfnConfigurationSet(this, 'Set', {
      name: this.configurationSet,
      deliveryOptions: { tlsPolicy: 'REQUIRE' },
      suppressionOptions: { suppressedReasons: ['BOUNCE', 'COMPLAINT'] },
    });
    new CfnConfigurationSetEventDestination(this, 'Events', {
      configurationSetName: set.ref,
      eventDestination: {
        enabled: true,
        matchingEventTypes: TOLD,
        eventBridgeDestination: {
          eventBusArn: `arn:${partition}:events:${region}:${account}:event-bus/default`,
        },
      },
    });
  }
}
