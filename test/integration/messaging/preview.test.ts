import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aCompany, type Company, call, startDoors } from '../../support/staff-api.ts';

let doors: { stop(): Promise<void> };
let firm: Company;
beforeAll(async () => {
  doors = await startDoors();
  firm = await aCompany();
  const company = { name: 'Mike’s Plumbing' };
  await call('PUT /settings', { as: firm.owner, body: { company } });
});
afterAll(() => doors?.stop());

const preview = (kind: string, text: string, more: object = {}) =>
  call('POST /settings/templates/preview', { as: firm.desk, body: { kind, text, ...more } });

describe('a preview', () => {
  it('shows a text as it would be read, in plain characters, and what it costs', async () => {
    const { status, body } = await preview('en_route', '{technician} from {company}, around {eta}: {link}');
    expect([status, body]).toEqual([
      200,
      {
        text: expect.stringMatching(
          /^Marcus from Mike's Plumbing, around 9:20 AM: https:\/\/track\.example\.com\/t\/x{22}$/,
        ),
        encoding: 'GSM-7',
        segments: 1,
        price: { amount: 0.0088, currency: 'USD' },
        offending: [],
      },
    ]);
  });

  it('names the characters that cost, once each', async () => {
    const { body } = await preview('booked', `Soon — very soon — ${'we come to see you '.repeat(4)}👋`);
    expect(body).toMatchObject({
      encoding: 'UCS-2',
      segments: 2,
      price: { amount: 0.0176 },
      offending: ['—', '👋'],
    });
  });

  it('tells times in the language asked for', async () => {
    expect((await preview('late', '{start}', { language: 'es' })).body.text).toBe('9:00 a.m.');
  });

  it('fills in all that a kind knows', async () => {
    const { body } = await preview(
      'running_late',
      '{minutes} {eta} {window} {start} {customer} {officePhone}',
    );
    expect(body.text).toMatch(
      /^20 9:20 AM \w{3}, \w{3} \d{1,2}, 9:00 AM - 11:00 AM 9:00 AM Dana Whitfield \+14155550142$/,
    );
  });

  it.each([
    ['booked', 'Around {eta}', 'must have no placeholders but {technician}'],
    ['cancelled', 'See {link}', 'must have no placeholders but'],
    ['en_route', 'On the way', 'must have {link}'],
    ['booked', 'x'.repeat(1001), '1000 characters'],
    ['booked', '{technician}'.repeat(17), 'must stay within 1600 characters when filled in'],
  ])('refuses what cannot be saved either: %s %s', async (kind, text, detail) => {
    const refused = await preview(kind, text);
    expect([refused.status, refused.body.errors]).toEqual([
      422,
      [{ pointer: '/text', detail: expect.stringContaining(detail) }],
    ]);
    const body = { messages: { [kind]: { text: { en: text } } } };
    const saved = await call('PUT /settings', { as: firm.owner, body });
    expect([saved.status, saved.body.errors?.[0].detail]).toEqual([422, refused.body.errors[0].detail]);
  });

  it('takes what just fits', async () => {
    for (const text of ['x'.repeat(1000), '{technician}'.repeat(16)]) {
      expect((await preview('booked', text)).status).toBe(200);
    }
  });
});

describe('a preview of a mail', () => {
  const mail = (kind: string, text: string, more: object = {}) =>
    preview(kind, text, { channel: 'email', ...more });

  it('is what would leave: subject, and both parts, in the company’s colour', async () => {
    const company = { brandColor: '#b3261e' };
    await call('PUT /settings', { as: firm.owner, body: { company } });
    const { status, body } = await mail('en_route', '{technician} from {company}, around {eta}: {link}');
    expect([status, Object.keys(body).sort()]).toEqual([200, ['html', 'subject', 'text']]);
    expect(body.subject).toBe('Marcus is on the way');
    expect(body.text).toMatch(
      /^Marcus from Mike’s Plumbing, around 9:20 AM: https:\/\/track\.example\.com\/t\/x{22}\n/,
    );
    expect(body.html).toMatch(/^<!doctype html>/i);
    for (const part of ['#b3261e', 'Mike’s Plumbing', '9:20 AM', '48 Willow Ln', '/unsubscribe/x'])
      expect(body.html).toContain(part);
  });

  it('says all of it in the language asked for', async () => {
    const { body } = await mail('cancelled', 'Su visita de {window} se ha cancelado.', { language: 'es' });
    expect(body.subject).toMatch(/^Su visita de .+ se ha cancelado$/);
    expect(body.html).toContain('No quiero más correos');
    expect(body.html).not.toContain('/t/');
  });

  it('refuses what a text is refused for, and ways that are none', async () => {
    expect((await mail('en_route', 'On the way')).body.errors).toEqual([
      { pointer: '/text', detail: 'must have {link}' },
    ]);
    expect((await preview('booked', 'Hello', { channel: 'push' })).status).toBe(400);
  });
});
