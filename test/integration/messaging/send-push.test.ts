import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Device } from '../../../shared/devices/device.ts';
import { RetryLater } from '../../../shared/messaging/dependencies.ts';
import { sendTexts } from '../../../shared/messaging/send-texts.ts';
import { startTables } from '../../support/real-tables.ts';
import { aTextedVisit, refused, textingBut } from '../../support/texted-visit.ts';

let tables: Awaited<ReturnType<typeof startTables>>;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables?.stop());

const TEXT = 'Marcus has arrived at your location.';
const tell = async (story: Awaited<ReturnType<typeof aTextedVisit>>) =>
  sendTexts(story.fact('visit.arrived'), false, story.dependencies);

describe('an arrival', () => {
  it('goes to all devices, once, and not to the phone number', async () => {
    const story = await aTextedVisit({ status: 'arrived' });
    story.withDevice();
    story.withDevice();
    for (let delivery = 0; delivery < 3; delivery++) await tell(story);
    expect([story.pushed, story.left]).toEqual([[TEXT, TEXT], []]);
    expect(await story.state('arrived')).toMatchObject({ channel: 'push', state: 'sent', segments: 0 });
  });

  it('goes to the phone number when no device took it, and who is gone is not asked again', async () => {
    const story = await aTextedVisit({ status: 'arrived' });
    story.withDevice({ kind: 'gone' });
    story.withDevice({ kind: 'refused', reason: 'push service answered 500' });
    await tell(story);
    expect(story.left).toEqual([TEXT]);
    expect(story.disabled).toEqual(['device_0']);
    expect(await story.state('arrived')).toMatchObject({ channel: 'sms', state: 'sent' });
  });

  it('is told when one device of several took it', async () => {
    const story = await aTextedVisit({ status: 'arrived' });
    story.withDevice({ kind: 'silence', reason: 'TimeoutError' });
    story.withDevice({ kind: 'accepted' });
    await tell(story);
    expect(story.left).toEqual([]);
    expect((await story.state('arrived'))?.state).toBe('sent');
  });

  it('goes to the phone number as well when a device may have taken it, and nobody knows', async () => {
    const story = await aTextedVisit({ status: 'arrived' });
    story.withDevice({ kind: 'silence', reason: 'TimeoutError' });
    story.withDevice({ kind: 'gone' });
    for (let delivery = 0; delivery < 2; delivery++) await tell(story);
    expect([story.pushed.length, story.left]).toEqual([2, [TEXT]]);
    expect(await story.state('arrived')).toMatchObject({ channel: 'sms', state: 'sent' });
  });

  it('is not told again when nobody knows whether a device took it, and there is no other way', async () => {
    const landline = { customerId: 'customer_1', name: 'Dana', phone: '+34912345678' };
    const story = await aTextedVisit({ status: 'arrived', customer: landline });
    story.withDevice({ kind: 'silence', reason: 'TimeoutError' });
    await expect(tell(story)).rejects.toThrow(RetryLater);
    story.pass(60_000);
    await tell(story);
    expect([story.pushed.length, story.left]).toEqual([1, []]);
    expect(await story.state('arrived')).toMatchObject({ channel: 'push', state: 'unknown' });
  });

  it('goes to ten devices at most, all of them those that can be reached', async () => {
    const story = await aTextedVisit({ status: 'arrived' });
    for (let device = 0; device < 14; device++) story.withDevice();
    const devices = (await story.dependencies.listDevices({ customerId: 'customer_1' })).map(
      (device, index) => ({
        ...device,
        ...(index === 0 && { optIn: false }),
        ...(index === 1 && { disabledAt: '2026-11-20T12:00:00.000Z' }),
        ...(index === 2 && { platform: 'ios' as const, endpointArn: 'arn' }),
      }),
    );
    await sendTexts(story.fact('visit.arrived'), false, {
      ...story.dependencies,
      listDevices: async () => devices as Device[],
    });
    expect(story.pushed).toHaveLength(10);
    expect(await story.state('arrived')).toMatchObject({ channel: 'push', to: 'ios, web' });
  });

  it('takes its own place when it is told again, and no other message’s', async () => {
    const topicsOf = async (story: Awaited<ReturnType<typeof aTextedVisit>>) => {
      const topics: string[] = [];
      const push = async (_: Device, { topic }: { topic: string }) => {
        topics.push(topic);
        return { kind: 'gone' } as const;
      };
      story.answers.push(refused, refused, refused);
      await tell({ ...story, dependencies: { ...story.dependencies, push } }).catch(() => undefined);
      return topics;
    };
    const [one, another] = [
      await aTextedVisit({ status: 'arrived' }),
      await aTextedVisit({ status: 'arrived' }),
    ];
    for (const story of [one, another]) story.withDevice();
    const [again, others] = [await topicsOf(one), await topicsOf(another)];
    expect(again.length).toBeGreaterThan(1);
    expect(new Set(again).size).toBe(1);
    expect(again[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(others[0]).not.toBe(again[0]);
  });

  it('reaches the devices of who has no mobile number, or said STOP', async () => {
    const landline = { customerId: 'customer_1', name: 'Dana', phone: '+34912345678' };
    const story = await aTextedVisit({ status: 'arrived', customer: landline });
    story.withDevice();
    await tell(story);
    expect(story.pushed).toEqual([TEXT]);
    const stopped = await aTextedVisit({ status: 'arrived' });
    stopped.withDevice({ kind: 'gone' });
    const optedOut = textingBut(stopped.dependencies, { suppressionOf: async () => 'opted_out' });
    await sendTexts(stopped.fact('visit.arrived'), false, optedOut);
    expect(await stopped.state('arrived')).toMatchObject({ state: 'suppressed', reason: 'opted_out' });
  });

  it('is a text where devices or link cannot be found out', async () => {
    const down = () => Promise.reject(new Error('down'));
    for (const broken of [{ listDevices: down }, { linkOf: down }]) {
      const story = await aTextedVisit({ status: 'arrived' });
      story.withDevice();
      await sendTexts(story.fact('visit.arrived'), false, { ...story.dependencies, ...broken });
      expect([story.pushed, story.left]).toEqual([[], [TEXT]]);
    }
  });
});
