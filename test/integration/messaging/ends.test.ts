import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { transact } from '../../../shared/kernel/table.ts';
import { messageIdOf } from '../../../shared/messaging/message.ts';
import { reopenWrite } from '../../../shared/messaging/message-store.ts';
import { sendTexts } from '../../../shared/messaging/send-texts.ts';
import { startTables } from '../../support/real-tables.ts';
import { aTextedVisit, invalid, refused, silence, textingBut } from '../../support/texted-visit.ts';

let tables: Awaited<ReturnType<typeof startTables>>;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables?.stop());

type Texted = Awaited<ReturnType<typeof aTextedVisit>>;

/** The same fact delivered again and again, a minute and some apart. */
async function deliver(
  { dependencies, fact, pass }: Texted,
  times: number,
  kind = 'visit.en_route' as const,
) {
  for (let delivery = 1; delivery <= times; delivery++) {
    await sendTexts(fact(kind), delivery === times, dependencies).catch(() => undefined);
    pass(66_000);
  }
}

/** What the office was told. */
const told = ({ alerts }: Texted) => [...alerts.values()];

describe('how a message ended is told once, however often its fact is delivered', () => {
  it('when it left', async () => {
    const texted = await aTextedVisit();
    texted.answers.push(refused);
    await deliver(texted, 3);
    expect(texted.ends).toEqual(['en_route sms sent']);
  });

  it('when it was refused for good', async () => {
    const texted = await aTextedVisit();
    texted.answers.push(...Array.from({ length: 9 }, () => invalid));
    await deliver(texted, 3);
    expect(texted.ends).toEqual(['en_route sms failed']);
    expect(told(texted)).toEqual(['NOT SENT: the text “en route” to Dana Whitfield (InvalidParameter).']);
  });

  it('when it was refused too often', async () => {
    const texted = await aTextedVisit();
    texted.answers.push(...Array.from({ length: 9 }, () => refused));
    await deliver(texted, 3);
    expect(texted.ends).toEqual(['en_route sms failed']);
    expect(told(texted)).toEqual(['NOT SENT: the text “en route” to Dana Whitfield (Throttled).']);
  });

  it('when texts cannot be sent here, and the office hears of it once for all of them', async () => {
    const [texted, another] = [await aTextedVisit(), await aTextedVisit()];
    const unable = textingBut(texted.dependencies, { suppressionOf: async () => 'sms_not_configured' });
    for (const { fact } of [texted, another, texted]) {
      await sendTexts(fact('visit.en_route'), false, unable);
    }
    expect([texted.left, another.left]).toEqual([[], []]);
    expect(await texted.state()).toMatchObject({ state: 'suppressed', reason: 'sms_not_configured' });
    expect(texted.ends).toEqual(['en_route sms suppressed', 'en_route sms suppressed']);
    expect(told(texted)).toEqual([expect.stringContaining('TEXTS DO NOT LEAVE')]);
  });

  it('when nobody knows', async () => {
    const texted = await aTextedVisit();
    texted.answers.push(silence);
    await deliver(texted, 3);
    expect(texted.ends).toEqual(['en_route sms unknown']);
    expect(told(texted)).toEqual(['UNKNOWN whether it was sent: the text “en route” to Dana Whitfield.']);
  });

  it('when it was not to be sent', async () => {
    const texted = await aTextedVisit({ status: 'completed' });
    await deliver(texted, 3);
    expect(texted.ends).toEqual(['en_route sms suppressed']);
    expect(told(texted)).toEqual([]);
  });

  it('when a device took it', async () => {
    const texted = await aTextedVisit({ status: 'arrived' });
    texted.withDevice({ kind: 'accepted' });
    for (let delivery = 0; delivery < 2; delivery++) {
      await sendTexts(texted.fact('visit.arrived'), false, texted.dependencies);
    }
    expect(texted.ends).toEqual(['arrived push sent']);
  });
});

describe('the office', () => {
  it('hears of one that nobody knows of even if the first who found out crashed before saying so', async () => {
    const texted = await aTextedVisit();
    texted.answers.push(silence);
    const { dependencies, fact, pass } = texted;
    const alert = async () => Promise.reject(new Error('crash'));
    for (const alerts of [alert, alert, dependencies.alert]) {
      await sendTexts(fact('visit.en_route'), false, { ...dependencies, alert: alerts }).catch(
        () => undefined,
      );
      pass(66_000);
    }
    expect(told(texted)).toHaveLength(1);
  });

  it('hears again of one that was sent again and failed again', async () => {
    const texted = await aTextedVisit();
    const { dependencies, fact, answers } = texted;
    answers.push(invalid, invalid);
    await sendTexts(fact('visit.en_route'), false, dependencies).catch(() => undefined);
    const key = { visitId: texted.visit.visitId, kind: 'en_route', occasion: 'once', asked: 'sms' } as const;
    await transact([reopenWrite(key, dependencies.clock(), () => new Error('not failed'))]);
    const again = { ...fact('visit.message_resent'), factId: 'fact_2', messageId: messageIdOf(key) };
    await sendTexts(again, false, dependencies).catch(() => undefined);
    expect(told(texted)).toHaveLength(2);
  });
});
