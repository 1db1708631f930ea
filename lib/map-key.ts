import { Stack } from 'aws-cdk-lib';
import { CfnAPIKey } from 'aws-cdk-lib/aws-location';
import { Construct } from 'constructs';

/**
 * Lets browsers that show the large map ask Amazon Location for its tiles: for nothing but tiles, and from pages
 * under our own host alone.
 */
export class MapKey extends Construct {
  readonly name: string;
  readonly arn: string;
  /** Where the style is described; the key and the colour scheme are still to be added. */
  readonly styleUrl: string;
  /** The host that gives style and tiles. */
  readonly origin: string;

  constructor(scope: Construct, id: string, publicOrigin: string) {
    super(scope, id);
    const { partition, region, stackName, urlSuffix } = Stack.of(this);
    const key = new CfnAPIKey(this, 'Key', {
      keyName: `${stackName}-map`,
      noExpiry: true,
      // Otherwise a key that was used in the last 90 days could not be deleted with its stack.
      forceDelete: true,
      restrictions: {
        allowActions: ['geo-maps:GetTile'],
        allowResources: [`arn:${partition}:geo-maps:${region}::provider/default`],
        allowReferers: [`${publicOrigin}/*`],
      },
    });
    this.name = key.ref;
    this.arn = key.attrKeyArn;
    this.origin = `https://maps.geo.${region}.${urlSuffix}`;
    this.styleUrl = `${this.origin}/v2/styles/Standard/descriptor`;
  }
}
