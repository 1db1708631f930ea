import type { DynamoDBRecord } from 'aws-lambda';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { handler } from '../../../functions/visits/publish-facts.ts';
import type { EventBuses } from '../../../local/events/event-buses.ts';
import { createEventBridge } from '../../../local/events/eventbridge.ts';
import { type ServedEmulators, serveEmulators } from '../../support/serve-emulators.ts';

type Published = Parameters<EventBuses['publish']>[1];

let served: ServedEmulators;
let published: Published[] = [];
/** Versions whose facts the bus does not take. */
let refused: number[] = [];

beforeAll(async () => {
  const bus = createEventBridge({
    has: (name) => name === 'facts',
    publish: (_, event) => `event-${published.push(event)}`,
  });
  served = await serveEmulators({
    ...bus,
    handle: async (call, request) => {
      const answer = await bus.handle(call, request);
      const results = JSON.parse(String(answer.body));
      const sent = call.input['Entries'] as { Detail: string }[];
      sent.forEach(({ Detail }, index) => {
        if (refused.includes(JSON.parse(Detail).version)) {
          results.Entries[index] = { ErrorCode: 'ThrottlingException', ErrorMessage: 'Slow down.' };
        }
      });
      return { ...answer, body: JSON.stringify(results) };
    },
  });
  Object.assign(process.env, {
    BUS_NAME: 'facts',
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_EVENTBRIDGE: served.client.endpoint,
  });
});
afterAll(() => served.stop());
beforeEach(() => {
  published = [];
  refused = [];
});

const record = (version: number): DynamoDBRecord => ({
  dynamodb: {
    SequenceNumber: `sequence-${version}`,
    NewImage: {
      type: { S: 'fact' },
      factId: { S: `visit_1.${version}.visit.en_route` },
      kind: { S: 'visit.en_route' },
      visitId: { S: 'visit_1' },
      accountId: { S: 'account_1' },
      version: { N: String(version) },
      at: { S: '2026-11-20T17:00:00.000Z' },
      reason: { S: 'what somebody wrote' },
    },
  },
});
const versionOf = ({ detail }: Published) => (detail as { version: number }).version;
const publish = (count: number) =>
  handler({ Records: Array.from({ length: count }, (_, index) => record(index + 1)) });

describe('the timeline', () => {
  it('goes on the bus whole, in order, ten at a time', async () => {
    expect(await publish(25)).toEqual({ batchItemFailures: [] });
    expect(published.map(versionOf)).toEqual(Array.from({ length: 25 }, (_, i) => i + 1));
    expect(published[0]).toMatchObject({ source: 'service-tracker', 'detail-type': 'visit.en_route' });
    expect(JSON.stringify(published)).not.toContain('somebody');
  });

  it('comes back from the first fact that was not taken on', async () => {
    refused = [13, 15];
    expect(await publish(25)).toEqual({ batchItemFailures: [{ itemIdentifier: 'sequence-13' }] });
    expect(published.map(versionOf).at(-1)).toBeLessThanOrEqual(20);
  });
});
