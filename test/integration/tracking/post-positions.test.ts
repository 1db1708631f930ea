import { QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handler } from '../../../functions/tracking/post-positions.ts';
import { latestKey } from '../../../shared/drives/drive.ts';
import { documents, positionsTable } from '../../../shared/kernel/table.ts';
import { without } from '../../../shared/kernel/without.ts';
import { acceptPositions } from '../../../shared/tracking/accept-positions.ts';
import { findLatest } from '../../../shared/tracking/latest-items-store.ts';
import { advanceLatest } from '../../../shared/tracking/latest-store.ts';
import { unpackFixes } from '../../../shared/tracking/packed-fixes.ts';
import { requestOf, startTracking } from '../../support/tracking-parts.ts';

let parts: Awaited<ReturnType<typeof startTracking>>;
beforeAll(async () => {
  parts = await startTracking();
});
afterAll(() => parts.stop());

const START = Date.now() - 3_600_000;
let technicians = 0;
const newTechnician = () => ({
  memberId: `member_${technicians++}`,
  accountId: 'account_1',
  role: 'technician',
});
const at = (second: number) => ({
  at: new Date(START + second * 1000).toISOString(),
  lat: 37.7,
  lng: -122.4,
});

interface Reporter {
  readonly memberId: string;
  readonly accountId: string;
  readonly role: string;
}

async function post(caller: Reporter, body: unknown) {
  const event = requestOf(caller, body) as unknown as APIGatewayProxyEventV2;
  const { statusCode, body: answer } = await handler(event, {} as Context);
  return { status: statusCode, body: JSON.parse(answer ?? '') };
}

/** Seconds of the fixes kept, by item. */
async function kept({ memberId }: Reporter): Promise<Record<string, number[]>> {
  const { Items = [] } = await documents.send(
    new QueryCommand({
      TableName: positionsTable(),
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': latestKey(memberId).pk },
    }),
  );
  const seconds = (packed: string) => unpackFixes(packed).map((fix) => (fix.at - START) / 1000);
  return Object.fromEntries(Items.map((item) => [item['sk'].split('#')[0], seconds(item['fixes'])]));
}

const bar = ({ memberId }: Reporter, reason: string) =>
  documents.send(
    new UpdateCommand({
      TableName: positionsTable(),
      Key: latestKey(memberId),
      UpdateExpression: 'SET barred = :reason',
      ExpressionAttributeValues: { ':reason': reason },
    }),
  );

describe('POST /positions', () => {
  it('moves the latest position forward in time, and only forward', async () => {
    const marcus = newTechnician();
    expect(await post(marcus, { positions: [at(10), at(0), { ...at(5), lat: 91 }] })).toEqual({
      status: 202,
      body: { accepted: 2, rejected: [{ index: 2, reason: expect.stringContaining('lat') }] },
    });
    await post(marcus, { positions: [at(20), at(30)] });
    expect(await kept(marcus)).toEqual({ LATEST: [20, 30] });

    const late = await post(marcus, { positions: [at(1), at(2)] });
    expect(late).toEqual({ status: 202, body: { accepted: 2, rejected: [] } });
    expect(await kept(marcus)).toEqual({ LATEST: [20, 30], HISTORY: [1, 2] });
  });

  it('takes what a clock ahead of ours says for new once, and what a right one says then', async () => {
    const reporter = { memberId: `ahead_${technicians++}`, accountId: 'account_1' };
    const now = START + 100_000;
    const report = async (clock: number, second: number, lat: number) => {
      const { fixes } = acceptPositions([{ ...at(second), lat }], now + clock * 1000);
      await advanceLatest(reporter, fixes, now + clock * 1000);
      const [latest] = await findLatest([reporter.memberId]);
      return latest?.fixes.at(-1)?.lat;
    };
    expect(await report(0, 190, 10)).toBe(10);
    expect(await report(10, 200, 11)).toBe(11);
    for (const second of [190, 200]) expect(await report(20, second, 5)).toBe(11);
    expect(await report(30, 125, 12)).toBe(12);
    expect(await report(40, 201, 13)).toBe(13);
  });

  it('takes what is new of a batch that was half known, and keeps the rest', async () => {
    const marcus = newTechnician();
    await post(marcus, { positions: [at(0), at(10)] });
    await post(marcus, { positions: [at(5), at(10), at(20)] });
    expect(await kept(marcus)).toEqual({ LATEST: [20], HISTORY: [5, 10] });
  });

  it('keeps the newest twenty at hand when a phone was offline', async () => {
    const marcus = newTechnician();
    const positions = Array.from({ length: 100 }, (_, second) => at(second));
    expect((await post(marcus, { positions })).body.accepted).toBe(100);
    const { LATEST, HISTORY } = await kept(marcus);
    expect([LATEST?.[0], LATEST?.length, HISTORY?.length]).toEqual([80, 20, 80]);
  });

  it('keeps what the phone says of itself, until it says something else', async () => {
    const marcus = newTechnician();
    const told = async () =>
      (await findLatest([marcus.memberId])).map((one) => without(one, 'memberId', 'fixes'));
    await post(marcus, { positions: [{ ...at(0), battery: 80 }], permission: 'always', appVersion: '1.2.0' });
    await post(marcus, { positions: [at(10)] });
    const before = { permission: 'always', appVersion: '1.2.0', battery: 80, batteryAt: START };
    expect(await told()).toEqual([before]);
    expect(await post(marcus, { positions: [], permission: 'denied' })).toEqual({
      status: 202,
      body: { accepted: 0, rejected: [] },
    });
    expect(await told()).toEqual([{ ...before, permission: 'denied' }]);
    expect(await kept(marcus)).toEqual({ LATEST: [10] });
  });

  it('refuses whoever lost access, and whose account is not switched on', async () => {
    const [gone, early] = [newTechnician(), newTechnician()];
    await Promise.all([bar(gone, 'revoked'), bar(early, 'account_not_enabled')]);
    const positions = [at(0)];
    expect(await post(gone, { positions })).toMatchObject({ status: 403, body: { title: 'Not allowed' } });
    expect(await post(early, { positions })).toMatchObject({ status: 403, body: { title: 'Coming soon' } });
  });

  it.each([
    [403, 'a dispatcher', { positions: [at(0)] }, { role: 'dispatcher' }],
    [400, 'no JSON', '{"positions":', {}],
    [400, 'no list', { positions: 'all' }, {}],
    [400, 'null', 'null', {}],
    [400, 'a permission without a word', { positions: [at(0)], permission: 'sometimes' }, {}],
    [400, 'a version of another type', { positions: [at(0)], appVersion: 3 }, {}],
    [400, 'a version of 41 characters', { positions: [at(0)], appVersion: 'x'.repeat(41) }, {}],
    [202, 'a version of 40 characters', { positions: [at(0)], appVersion: 'x'.repeat(40) }, {}],
    [202, 'an empty list with a permission', { positions: [], permission: 'denied' }, {}],
    [422, 'an empty list with a version alone', { positions: [], appVersion: '1.0.0' }, {}],
    [422, 'an empty list', { positions: [] }, {}],
    [422, 'a list of 101', { positions: Array.from({ length: 101 }, () => at(0)) }, {}],
    [413, 'a megabyte', JSON.stringify({ positions: ['x'.repeat(1_000_000)] }), {}],
    [202, 'nothing but nonsense', { positions: [1, null, 'x', {}] }, {}],
  ])('answers %i to %s', async (status, _what, body, caller) => {
    expect((await post({ ...newTechnician(), ...caller }, body)).status).toBe(status);
  });
});
