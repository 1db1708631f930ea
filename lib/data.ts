import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';

/** The two tables; what is in them is docs/data.md. */
export class Data extends Construct {
  readonly records: Table;
  readonly positions: Table;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.records = this.table('Records', 35);
    this.index('by-account', 'gsi1');
    this.index('by-person', 'gsi2');
    // Positions are gone within a day; a longer recovery period would quietly keep everybody's whereabouts.
    this.positions = this.table('Positions', 1);
  }

  private table(id: string, recoveryPeriodInDays: number): Table {
    return new Table(this, id, {
      partitionKey: string('pk'),
      sortKey: string('sk'),
      billingMode: BillingMode.PAY_PER_REQUEST,
      timeToLiveAttribute: 'expiresAt',
      stream: StreamViewType.NEW_AND_OLD_IMAGES,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  private index(indexName: string, prefix: string): void {
    this.records.addGlobalSecondaryIndex({
      indexName,
      partitionKey: string(`${prefix}pk`),
      sortKey: string(`${prefix}sk`),
      projectionType: ProjectionType.KEYS_ONLY,
    });
  }
}

const string = (name: string) => ({ name, type: AttributeType.STRING });
