import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendTexts } from '../../../shared/messaging/send-texts.ts';
import { startTables } from '../../support/real-tables.ts';
import { aTextedVisit, invalid, refused, silence } from '../../support/texted-visit.ts';

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
  });

  it('when it was refused too often', async () => {
    const texted = await aTextedVisit();
    texted.answers.push(...Array.from({ length: 9 }, () => refused));
    await deliver(texted, 3);
    expect(texted.ends).toEqual(['en_route sms failed']);
  });

  it('when nobody knows', async () => {
    const texted = await aTextedVisit();
    texted.answers.push(silence);
    await deliver(texted, 3);
    expect(texted.ends).toEqual(['en_route sms unknown']);
  });

  it('when it was not to be sent', async () => {
    const texted = await aTextedVisit({ status: 'completed' });
    await deliver(texted, 3);
    expect(texted.ends).toEqual(['en_route sms suppressed']);
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
