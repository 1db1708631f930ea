import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { channelsOf } from '../../../shared/messaging/channels-of.ts';
import { decideMessage } from '../../../shared/messaging/decide-message.ts';
import { keyOfMessage, messageIdOf } from '../../../shared/messaging/message.ts';
import { messagesOf } from '../../../shared/messaging/occasion.ts';
import { MESSAGE_CHANNELS, MESSAGE_KINDS, type MessageChannel } from '../../../shared/team/settings.ts';
import type { Visit } from '../../../shared/visits/visit.ts';
import { sampleAccount, sampleVisit } from '../../support/sample-visit.ts';

const NOW = Date.parse('2026-11-20T14:00:00Z');
const { messages } = sampleAccount().settings;
const choosing = (channels: readonly MessageChannel[]) =>
  sampleAccount({
    messages: {
      ...messages,
      en_route: { ...messages.en_route, channels },
      arrived: { ...messages.arrived, channels },
    },
  });
const whoHas = (phone: string, email?: string) => ({
  customer: { ...sampleVisit().customer, phone, ...(email && { email }) },
});
const MOBILE = '+34612345678';
const LANDLINE = '+34912345678';
const MAIL = 'dana@example.com';

describe('what a message goes by', () => {
  it.each<[string, channels: MessageChannel[], Pick<Visit, 'customer'>, MessageChannel[]]>([
    ['the text the company chose', ['sms'], whoHas(MOBILE, MAIL), ['sms']],
    ['the mail the company chose', ['email'], whoHas(MOBILE, MAIL), ['email']],
    ['both, texts first', ['email', 'sms'], whoHas(MOBILE, MAIL), ['sms', 'email']],
    ['the mail of who has no mobile number', ['sms'], whoHas(LANDLINE, MAIL), ['email']],
    ['the mail alone of who has no mobile number', ['sms', 'email'], whoHas(LANDLINE, MAIL), ['email']],
    ['a text to who has no address', ['email'], whoHas(MOBILE), ['sms']],
    ['a text, which will not leave, to who has neither', ['sms', 'email'], whoHas(LANDLINE), ['sms']],
  ])('is %s', async (_, channels, customer, expected) => {
    expect(await channelsOf('en_route', customer, choosing(channels))).toEqual(expected);
    const fact = { factId: 'fact_1', visitId: 'visit_1', kind: 'visit.arrived', version: 2, at: '' } as const;
    const keys = await messagesOf(fact, sampleVisit(customer), choosing(channels));
    expect(keys.map(({ asked }) => asked)).toEqual(expected);
  });

  it('is a device once, and in the place of a text, where there are two', async () => {
    const firsts = async (channels: MessageChannel[], customer: Pick<Visit, 'customer'>) => {
      const visit = sampleVisit({ status: 'arrived', ...customer });
      const decided = MESSAGE_CHANNELS.map((asked) =>
        decideMessage(
          { visitId: 'visit_1', kind: 'arrived', occasion: 'once', asked },
          visit,
          choosing(channels),
          NOW,
        ),
      );
      return (await Promise.all(decided)).filter(({ push }) => push).map(({ key }) => key.asked);
    };
    expect(await firsts(['sms', 'email'], whoHas(MOBILE, MAIL))).toEqual(['sms']);
    expect(await firsts(['email'], whoHas(MOBILE, MAIL))).toEqual(['email']);
    expect(await firsts(['sms'], whoHas(LANDLINE, MAIL))).toEqual(['email']);
  });
});

describe('the name of a message', () => {
  const key = fc.record(
    {
      visitId: fc.constant('visit_1'),
      kind: fc.constantFrom(...MESSAGE_KINDS),
      occasion: fc.string(),
      asked: fc.constantFrom(...MESSAGE_CHANNELS),
      recipient: fc.string({ unit: 'grapheme' }),
    },
    { requiredKeys: ['visitId', 'kind', 'occasion', 'asked'] },
  );

  it('leads back to it, and to no other', () => {
    fc.assert(
      fc.property(key, (one) => {
        expect(keyOfMessage('visit_1', messageIdOf(one))).toEqual(one);
      }),
    );
  });

  it('is what it always was for a text to the customer', () => {
    const id = Buffer.from('en_route#once').toString('base64url');
    expect(messageIdOf({ kind: 'en_route', occasion: 'once', asked: 'sms' })).toBe(id);
  });
});
