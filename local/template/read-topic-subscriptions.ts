import type { TopicSubscription } from './deployment.ts';
import type { Resources } from './resources.ts';
import { asText } from './structure.ts';

/** Functions that topics tell; what goes to people is nobody's here. */
export const readTopicSubscriptions = (resources: Resources): TopicSubscription[] =>
  resources('AWS::SNS::Subscription')
    .filter(({ properties }) => properties['Protocol'] === 'lambda')
    .map(({ properties }) => ({
      topicArn: asText(properties['TopicArn']),
      functionArn: asText(properties['Endpoint']),
    }));
