import type { DynamoDBRecord } from 'aws-lambda';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { handler } from '../../../functions/visits/publish-facts.ts';
import { AwsError } from '../../../local/emulators/emulator.ts';
import type { EventBuses } from '../../../local/events/event-buses.ts';
import { createEventBridge } from '../../../local/events/eventbridge.ts';
import { createWorld, type ServedEmulators, serveEmulators } from '../../support/serve-emulators.ts';

type Published = Parameters<EventBuses['publish']>[1];

let served: ServedEmulators;
let published: Published[] = [];
const JSON_1_1 = { 'content-type': 'application/x-amz-json-1.1' };
/** What the bus answers to the fact of a version, as long as there is an answer left. */
let refusals: Record<number, string[]> = {};

beforeAll(async () => {
  const bus = createEventBridge(
    {
      has: (name) => name === 'facts',
      publish: (_, event) => `event-${published.push(event)}`,
    },
    createWorld(),
  );
  served = await serveEmulators({
    ...bus,
    handle: async (call, request) => {
      const sent = call.input['Entries'] as { Detail: string }[];
      const codes = sent.map(({ Detail }) => refusals[JSON.parse(Detail).version]?.shift());
      if (codes.includes('ValidationException')) throw new AwsError(400, 'ValidationException', 'Too long.');
      const taken = sent.filter((_, index) => !codes[index]);
      const answer = taken.length > 0 && (await bus.handle({ ...call, input: { Entries: taken } }, request));
      const answers = answer ? JSON.parse(String(answer.body)).Entries : [];
      const Entries = codes.map((code) =>
        code ? { ErrorCode: code, ErrorMessage: 'No.' } : answers.shift(),
      );
      const FailedEntryCount = Entries.filter(({ ErrorCode }) => ErrorCode).length;
      return { status: 200, headers: JSON_1_1, body: JSON.stringify({ FailedEntryCount, Entries }) };
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
  refusals = {};
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

  it('puts again only what the bus left out of a call', async () => {
    refusals = { 13: ['ThrottlingException'], 15: ['InternalFailure', 'ThrottlingException'] };
    expect(await publish(25)).toEqual({ batchItemFailures: [] });
    expect(count(published.map(versionOf))).toEqual(everyone(25));
  });

  it('comes back from the first fact that is still not taken', async () => {
    refusals = { 13: forLong('AccessDeniedException'), 15: forLong('ThrottlingException') };
    expect(await publish(25)).toEqual({ batchItemFailures: [{ itemIdentifier: 'sequence-13' }] });
    expect(Math.max(...published.map(versionOf))).toBeLessThanOrEqual(20);
  });

  it.each(['InvalidArgument', 'MalformedDetail', 'ValidationException'])(
    'goes on past a fact that can never be taken: %s',
    async (code) => {
      refusals = { 13: forLong(code) };
      expect(await publish(25)).toEqual({ batchItemFailures: [] });
      const { 13: _, ...without13 } = everyone(25);
      expect(count(published.map(versionOf))).toEqual(without13);
    },
  );

  it('goes on past a record that is no fact', async () => {
    const { Records } = {
      Records: [record(1), { dynamodb: { SequenceNumber: 'x', NewImage: {} } }, record(2)],
    };
    expect(await handler({ Records })).toEqual({ batchItemFailures: [] });
    expect(published.map(versionOf)).toEqual([1, 2]);
  });
});

const forLong = (code: string) => Array.from({ length: 9 }, () => code);
const everyone = (last: number) =>
  Object.fromEntries(Array.from({ length: last }, (_, index) => [index + 1, 1]));
const count = (versions: readonly number[]) =>
  Object.fromEntries(
    [...Map.groupBy(versions, (version) => version)].map(([version, all]) => [version, all.length]),
  );
