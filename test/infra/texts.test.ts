import { describe, expect, it } from 'vitest';
import { all, functionOf, refersTo, the, tracker } from '../support/template.ts';

const door = functionOf('messaging/note-deliveries');
const filters = all('AWS::Logs::SubscriptionFilter');

describe('the log of what became of texts', () => {
  it('is read only where the operator says that there is one', () => {
    expect(filters).toHaveLength(2);
    const allowed = the('AWS::Lambda::Permission', ({ Principal }) => Principal === 'logs.amazonaws.com');
    expect([...filters, allowed].map(({ condition }) => condition)).toEqual(Array(3).fill('HasDeliveryLogs'));
    expect(refersTo(allowed.properties['FunctionName'], door)).toBe(true);
    expect(JSON.stringify(allowed.properties['SourceArn'])).toContain('/DirectPublishToPhoneNumber*');
  });

  it('is not ours: its logs belong to the account, and so does that they are written', () => {
    const logs = filters.map(({ properties }) => JSON.stringify(properties['LogGroupName']));
    expect(logs.filter((name) => name.includes('DirectPublishToPhoneNumber/Failure'))).toHaveLength(1);
    for (const { properties } of filters) {
      expect(refersTo(properties['DestinationArn'], door)).toBe(true);
      expect(tracker.filter((one) => refersTo(properties['LogGroupName'], one))).toEqual([]);
    }
  });
});
