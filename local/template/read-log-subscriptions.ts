import type { LogSubscription } from './deployment.ts';
import type { Resources } from './resources.ts';
import { asText } from './structure.ts';

/** @throws Error for a pattern: every line would be told, whatever it asks for */
export const readLogSubscriptions = (resources: Resources): LogSubscription[] =>
  resources('AWS::Logs::SubscriptionFilter').map(({ logicalId, properties }) => {
    const pattern = asText(properties['FilterPattern']);
    if (pattern) throw new Error(`${logicalId}: the pattern ${pattern} is not understood here.`);
    return {
      logGroup: asText(properties['LogGroupName']),
      functionArn: asText(properties['DestinationArn']),
    };
  });
