import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handler } from '../../../functions/messaging/note-deliveries.ts';
import { reach } from '../../../local/emulators/sms-network.ts';
import { createSns } from '../../../local/emulators/sns.ts';
import { transact } from '../../../shared/kernel/table.ts';
import { instant } from '../../../shared/kernel/time.ts';
import { type Delivery, keepPointer } from '../../../shared/messaging/delivery-store.ts';
import { messageIdOf } from '../../../shared/messaging/message.ts';
import { claimMessage, reopenWrite, stillAt } from '../../../shared/messaging/message-store.ts';
import { noteDelivery } from '../../../shared/messaging/note-delivery.ts';
import { sendTexts } from '../../../shared/messaging/send-texts.ts';
import { startTables } from '../../support/real-tables.ts';
import { createWorld } from '../../support/serve-emulators.ts';
import { aTextedVisit } from '../../support/texted-visit.ts';

let tables: Awaited<ReturnType<typeof startTables>>;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables?.stop());

let names = 0;
/** A text that has left, and what is said of it from there. */
async function aSentText() {
  const texted = await aTextedVisit();
  const { dependencies, answers, fact, visit } = texted;
  const key = { visitId: visit.visitId, kind: 'en_route', occasion: 'once', asked: 'sms' } as const;
  const noted: string[] = [];
  const send = async (name: string, kind: 'visit.en_route' | 'visit.message_resent' = 'visit.en_route') => {
    answers.push({ kind: 'accepted', providerId: name });
    await sendTexts({ ...fact(kind), messageId: messageIdOf(key) }, false, dependencies);
  };
  const note = (name: string, state: Delivery['state'], more: Partial<Delivery> = {}) =>
    noteDelivery(
      name,
      { state, at: instant(dependencies.clock()), ...more },
      { ...dependencies, noted: ({ channel }, result) => void noted.push(`${channel} ${result}`) },
    );
  const resend = async (name: string) => {
    await transact([reopenWrite(key, dependencies.clock(), () => new Error('cannot be sent again'))]);
    await send(name, 'visit.message_resent');
  };
  const name = `name-${++names}`;
  await send(name);
  return { ...texted, key, name, noted, send, note, resend };
}

describe('what a network says of a text', () => {
  it('is its state from then on, and is counted once', async () => {
    const { name, note, state, noted, alerts } = await aSentText();
    const at = '2026-11-20T13:51:00.000Z';
    for (let time = 0; time < 2; time++) await note(name, 'delivered', { at });
    expect(await state()).toMatchObject({ state: 'delivered', at });
    await note(name, 'failed', { reason: 'late' });
    expect(await state()).toMatchObject({ state: 'delivered', at });
    expect([noted, alerts.size]).toEqual([['sms delivered'], 0]);
  });

  it('is told to the office when it did not arrive, once, whoever crashed in between', async () => {
    const { name, note, state, alerts, dependencies, left, fact } = await aSentText();
    const failed = { reason: 'Phone carrier has blocked this message' };
    const deaf = { ...dependencies, noted: () => undefined, alert: () => Promise.reject(new Error('crash')) };
    const said = { state: 'failed', at: instant(dependencies.clock()), ...failed } as const;
    await expect(noteDelivery(name, said, deaf)).rejects.toThrow('crash');
    for (let time = 0; time < 2; time++) await note(name, 'failed', failed);
    await note(name, 'delivered');
    expect(await state()).toMatchObject({ state: 'failed', ...failed });
    expect([...alerts.values()]).toEqual([
      'NOT DELIVERED: the text “en route” to Dana Whitfield (Phone carrier has blocked this message).',
    ]);
    await sendTexts(fact('visit.en_route'), false, dependencies);
    expect(left, 'a fact that comes again does not send it again').toHaveLength(1);
  });

  it('belongs to the time it was sent: what was sent again has its own', async () => {
    const { name, note, resend, state, left } = await aSentText();
    await note(name, 'failed');
    await resend(`${name}-again`);
    for (const late of ['failed', 'delivered'] as const) await note(name, late);
    expect(await state()).toMatchObject({ state: 'sent' });
    await note(`${name}-again`, 'delivered');
    expect(await state()).toMatchObject({ state: 'delivered' });
    expect(left).toHaveLength(2);
  });

  it('is that the customer wants none, which nobody needs to be told', async () => {
    const { name, note, state, alerts, noted } = await aSentText();
    await note(name, 'suppressed', { reason: 'opted_out' });
    expect(await state()).toMatchObject({ state: 'suppressed', reason: 'opted_out' });
    expect([alerts.size, noted]).toEqual([0, ['sms suppressed']]);
  });
});

describe('an answer that is quicker than we are', () => {
  const draft = { channel: 'sms', to: '+14155550134', text: 'Hi', generation: 1, segments: 1 } as const;

  it('comes again, until what it is about is written down; of others it does not', async () => {
    const { note, dependencies } = await aSentText();
    await expect(note('nobody', 'delivered')).rejects.toThrow('came before');
    const minute = (more: number) => ({ at: instant(dependencies.clock() - 60_000 + more) });
    await expect(note('nobody', 'delivered', minute(3000))).rejects.toThrow('came before');
    for (const more of [0, 1000]) expect(await note('nobody', 'delivered', minute(more))).toBeUndefined();
  });

  it('comes again while the text is being sent, and settles it when its sender was lost', async () => {
    const { note, dependencies, visit, state, pass } = await aSentText();
    const key = { visitId: visit.visitId, kind: 'arrived', occasion: 'once', asked: 'sms' } as const;
    const now = dependencies.clock();
    await claimMessage(key, draft, { claim: 'lost', holds: stillAt(visit), now });
    await keepPointer('quick', { key, claim: 'lost' }, now);
    await expect(note('quick', 'delivered')).rejects.toThrow('came before');
    pass(60_000);
    await note('quick', 'delivered');
    expect(await state('arrived')).toMatchObject({ state: 'delivered' });
  });
});

describe('the log of SNS', () => {
  it('is read as SNS writes it, whatever else stands in it', async () => {
    const world = createWorld();
    const sns = createSns(world);
    const publish = async (PhoneNumber: string) => {
      const call = { operation: 'Publish', input: { PhoneNumber, Message: 'Hello' } };
      const { body } = await sns.handle(call, undefined as never);
      return /<MessageId>(.+?)</.exec(String(body))?.[1] ?? '';
    };
    const tell = (messageType: string, ...lines: string[]) => {
      const logEvents = lines.map((message, index) => ({ id: String(index), timestamp: 0, message }));
      const data = gzipSync(JSON.stringify({ messageType, logEvents })).toString('base64');
      return handler({ awslogs: { data } });
    };
    reach(world, '+14155550177', 'Invalid phone number');
    const texts = [await aSentText(), await aSentText()];
    for (const [index, { key, state }] of texts.entries()) {
      const name = await publish(index === 0 ? '+14155550123' : '+14155550177');
      await keepPointer(name, { key, claim: (await state())?.claim ?? '' }, Date.now());
    }
    await publish('+14155550199');
    const groups = world.logged.map(({ logGroup }) => logGroup);
    const arrived = 'sns/us-east-1/123456789012/DirectPublishToPhoneNumber';
    expect(groups).toEqual([arrived, `${arrived}/Failure`, arrived]);
    const lines = world.logged.map(({ line }) => line);
    await tell('CONTROL_MESSAGE', ...lines);
    const states = () => Promise.all(texts.map(({ state }) => state()));
    expect(await states()).toMatchObject([{ state: 'sent' }, { state: 'sent' }]);
    await tell('DATA_MESSAGE', 'no JSON', '{}', ...lines);
    expect(await states()).toMatchObject([
      { state: 'delivered', at: '2026-11-20T17:00:00.120Z' },
      { state: 'failed', reason: 'Invalid phone number' },
    ]);
  });
});
