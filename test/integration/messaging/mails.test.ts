import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { declareConfigurationSet } from '../../../local/emulators/configuration-sets.ts';
import { tellOfMail } from '../../../local/emulators/mail-events.ts';
import { instant } from '../../../shared/kernel/time.ts';
import { email } from '../../../shared/messaging/mail-channel.ts';
import { readMailDelivery } from '../../../shared/messaging/mail-delivery.ts';
import { noteMail } from '../../../shared/messaging/note-mail.ts';
import { sendTexts } from '../../../shared/messaging/send-texts.ts';
import { startTables } from '../../support/real-tables.ts';
import { sampleAccount } from '../../support/sample-visit.ts';
import { createWorld } from '../../support/serve-emulators.ts';
import { aTextedVisit, START } from '../../support/texted-visit.ts';

let tables: Awaited<ReturnType<typeof startTables>>;
beforeAll(async () => {
  tables = await startTables();
  process.env['MAIL_SENDER'] = 'visits@example.com';
});
afterAll(() => tables?.stop());

const mailing = () => {
  const { messages } = sampleAccount().settings;
  return sampleAccount({
    messages: { ...messages, en_route: { ...messages.en_route, channels: ['email'] } },
  });
};

let mails = 0;
/** A mail that has left for an address, and what SES says of it in its own words. */
async function aSentMail(to = `reader-${++mails}@example.org`) {
  const messageId = `mail-${++mails}`;
  const customer = { customerId: 'customer_1', name: 'Dana Whitfield', phone: '+14155550134', email: to };
  const texted = await aTextedVisit({ customer }, mailing());
  texted.mailAnswers.push({ kind: 'accepted', providerId: messageId });
  await sendTexts(texted.fact('visit.en_route'), false, texted.dependencies);
  const noted: string[] = [];
  const note = async (detail: unknown) => {
    const said = readMailDelivery(detail);
    const dependencies = {
      ...texted.dependencies,
      noted: ({ channel }: { channel: string }, result: string) => void noted.push(`${channel} ${result}`),
    };
    if (said) await noteMail(said, dependencies);
  };
  return {
    ...texted,
    noted,
    messageId,
    note,
    state: () => texted.state('en_route', 'email'),
    stopped: (address = to) => email.suppressionOf(address),
    /** An event as the Developer Guide has it. */
    event: (eventType: string, more: object) => ({
      eventType,
      mail: { messageId, timestamp: instant(START), destination: [to] },
      ...more,
    }),
    bounce: (bounceType: string, bounceSubType: string) => ({
      bounce: {
        bounceType,
        bounceSubType,
        bouncedRecipients: [{ emailAddress: to }],
        timestamp: '2026-11-20T13:51:00.000Z',
      },
    }),
  };
}

describe('what SES says of a mail', () => {
  it('is that it was delivered', async () => {
    const { note, event, state, noted, stopped } = await aSentMail();
    await note(event('Delivery', { delivery: { timestamp: '2026-11-20T13:51:00.000Z' } }));
    expect(await state()).toMatchObject({ state: 'delivered', at: '2026-11-20T13:51:00.000Z' });
    expect([noted, await stopped()]).toEqual([['email delivered'], undefined]);
  });

  it.each([
    ['Permanent', 'General', 'bounced'],
    ['Transient', 'MailboxFull', undefined],
    ['Undetermined', 'Undetermined', undefined],
  ])('is that it came back, and for good or not: %s, %s', async (type, subType, stop) => {
    const { note, event, bounce, state, stopped, alerts } = await aSentMail();
    for (let time = 0; time < 2; time++) await note(event('Bounce', bounce(type, subType)));
    expect(await state()).toMatchObject({ state: 'failed', reason: `bounced: ${type}, ${subType}` });
    expect([await stopped(), alerts.size]).toEqual([stop, 1]);
  });

  it('is that it is called spam, which ends mails to that address in whatever case it is written', async () => {
    const { note, event, state, stopped } = await aSentMail('Nina@example.org');
    await note(event('Delivery', { delivery: { timestamp: '2026-11-20T13:51:00.000Z' } }));
    const timestamp = '2026-11-20T15:00:00.000Z';
    await note(
      event('Complaint', {
        complaint: { complainedRecipients: [{ emailAddress: 'nina@example.org' }], timestamp },
      }),
    );
    expect(await state()).toMatchObject({ state: 'delivered', at: '2026-11-20T13:51:00.000Z' });
    expect(await stopped()).toBe('opted_out');
  });

  it.each([
    ['Reject', { reject: { reason: 'Bad content' } }, 'rejected: Bad content'],
    ['Rendering Failure', {}, 'rendering failed'],
  ])('is that it never left: %s', async (type, more, reason) => {
    const { note, event, state } = await aSentMail();
    await note(event(type, more));
    expect(await state()).toMatchObject({ state: 'failed', reason });
  });

  it('is nothing to us when it is another’s mail, or no event', async () => {
    const { note, event, bounce, state, stopped, pass } = await aSentMail();
    pass(120_000);
    const others = event('Bounce', bounce('Permanent', 'General'));
    await note({ ...others, mail: { ...others.mail, messageId: 'of-others' } });
    for (const nonsense of [null, 'Bounce', {}, { ...others, bounce: { bounceType: 7 } }])
      await note(nonsense);
    expect([(await state())?.state, await stopped()]).toEqual(['sent', undefined]);
  });
});

it.each([
  ['dana@example.org', 'delivered', undefined],
  ['bounce@simulator.amazonses.com', 'failed', 'bounced'],
  ['bounce+one@simulator.amazonses.com', 'failed', 'bounced'],
  ['suppressionlist@simulator.amazonses.com', 'failed', 'bounced'],
  ['complaint@simulator.amazonses.com', 'delivered', 'opted_out'],
])('the local SES tells of a mail to %s as SES does', async (to, expected, stop) => {
  const world = createWorld();
  declareConfigurationSet(world.store, { name: 'set', told: ['DELIVERY', 'BOUNCE', 'COMPLAINT'] });
  const { note, state, stopped, messageId } = await aSentMail(to);
  const taken = { messageId, from: 'visits@example.com', to: [to], subject: 'Hi' };
  tellOfMail(world, { ...taken, configurationSet: 'set' });
  tellOfMail(world, { ...taken, configurationSet: 'none' });
  for (const { detail } of world.emitted) await note(detail);
  expect([(await state())?.state, await stopped()]).toEqual([expected, stop]);
});
