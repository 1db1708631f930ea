import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handler as provision } from '../../../functions/team/provision.ts';
import { accountKey, readAccount } from '../../../shared/team/account-store.ts';
import type { Account } from '../../../shared/team/settings.ts';
import { putRecord } from '../../support/real-tables.ts';
import { aCompany, type Company, call, startDoors } from '../../support/staff-api.ts';

let doors: { stop(): Promise<void> };
let firm: Company;

beforeAll(async () => {
  doors = await startDoors();
  firm = await aCompany();
});
afterAll(() => doors.stop());

const get = async (as = firm.owner) => (await call('GET /settings', { as })).body;
const put = (body: object) => call('PUT /settings', { as: firm.owner, body });

describe('settings', () => {
  it('begin as documented', async () => {
    expect(await get()).toMatchObject({
      company: { brandColor: '#2f49e0', language: 'en', timeZone: 'America/Los_Angeles' },
      enabled: true,
      link: { retentionHours: 24 },
      arrival: { radiusMeters: 91.44 },
      enRoute: { onLeaving: 'completed' },
      noShow: { minutes: 30, from: 'start' },
      messages: {
        booked: { enabled: false, channels: ['sms'] },
        reminder: { enabled: false },
        dispatched: { enabled: false },
        en_route: { enabled: true },
        running_late: { enabled: true },
        arrived: { enabled: true },
        late: { enabled: true },
        rescheduled: { enabled: true },
        cancelled: { enabled: true },
        review: { enabled: false },
      },
      muteTags: [],
      oneSetPerVisit: true,
      permissions: { techniciansMark: ['arrived', 'completed'], dispatchersSendLinks: true },
      review: { delayHours: 2 },
    });
  });

  it('are merged: what is not told stays, and null takes away', async () => {
    const before = await get();
    const text = { en: '{technician} is here.' };
    const company = { logoUrl: 'https://example.com/logo.png' };
    const body = { company, messages: { arrived: { text } }, enabled: false, unheard: 1 };
    const answer = await put(body);
    expect(answer.body).toEqual({
      ...before,
      company: { ...before.company, ...company },
      messages: {
        ...before.messages,
        arrived: { enabled: true, channels: ['sms'], text: { ...text, es: before.messages.arrived.text.es } },
      },
    });
    expect(await get(firm.marcus)).toEqual(answer.body);
    expect((await put({ company: { logoUrl: null } })).body.company).toEqual(before.company);
  });

  it('take any part, an empty one too', async () => {
    const parts = Object.keys(await get()).filter(
      (name) => !['enabled', 'muteTags', 'oneSetPerVisit'].includes(name),
    );
    const answer = await put(Object.fromEntries(parts.map((name) => [name, {}])));
    expect([answer.status, answer.body]).toEqual([200, await get()]);
  });

  it('of an older version get the defaults of what they do not know', async () => {
    const { accountId, owner } = await aCompany();
    const account = (await readAccount(accountId, Date.now())) as Account;
    const { muteTags: _, messages, ...rest } = account.settings;
    const { enabled, text } = messages.late;
    const settings = { ...rest, messages: { late: { enabled, text } } };
    await putRecord({ ...accountKey(accountId), type: 'account', schema: 1, ...account, settings });
    expect(await get(owner)).toMatchObject({ muteTags: [], messages });
  });

  it('of two changes at once, none is lost', async () => {
    await Promise.all([put({ link: { retentionHours: 48 } }), put({ noShow: { minutes: 45 } })]);
    expect(await get()).toMatchObject({
      link: { retentionHours: 48 },
      noShow: { minutes: 45, from: 'start' },
    });
  });

  it.each([
    ['/link/retentionHours', 422, { link: { retentionHours: 169 } }],
    ['/arrival/radiusMeters', 422, { arrival: { radiusMeters: 29 } }],
    ['/noShow/minutes', 422, { noShow: { minutes: 4 } }],
    ['/noShow/from', 400, { noShow: { from: 'noon' } }],
    ['/company/timeZone', 422, { company: { timeZone: 'Nowhere' } }],
    ['/company/name', 400, { company: { name: null } }],
    ['/company/logoUrl', 422, { company: { logoUrl: 'http://example.com/logo.png' } }],
    ['/messages/arrived/enabled', 422, { messages: { arrived: { enabled: false } } }],
    ['/messages/goodbye', 400, { messages: { goodbye: { enabled: true } } }],
    ['/messages/late/text/fr', 400, { messages: { late: { text: { fr: 'Bonjour' } } } }],
    ['/messages/late/text/en', 422, { messages: { late: { text: { en: 'Dear {custommer}' } } } }],
    ['/messages/en_route/text/es', 422, { messages: { en_route: { text: { es: 'Va en camino' } } } }],
    ['/messages/late/channels/0', 400, { messages: { late: { channels: ['pigeon'] } } }],
    ['/messages/late/channels', 422, { messages: { late: { channels: [] } } }],
    ['/messages/late/channels', 422, { messages: { late: { channels: ['sms', 'sms'] } } }],
    ['/muteTags/0', 422, { muteTags: [''] }],
    ['/permissions/techniciansMark/0', 400, { permissions: { techniciansMark: ['cancelled'] } }],
  ])('refuse what cannot be at %s', async (pointer, status, body) => {
    const answer = await put(body);
    expect([answer.status, answer.body.errors?.[0].pointer]).toEqual([status, pointer]);
  });
});

describe('provisioning', () => {
  it('changes only what it is told', async () => {
    const company = await aCompany();
    const { memberId, accountId } = company.marcus;
    await provision({ member: { memberId, vehicle: 'White Ford Transit' } });
    await provision({ account: { accountId, company: { phone: '+14155550199' } } });
    const settings = await get(company.owner);
    expect(settings.company).toMatchObject({ phone: '+14155550199', timeZone: 'America/Los_Angeles' });
  });

  it('switches phones off and on with their account', async () => {
    const company = await aCompany();
    const { accountId } = company;
    const fix = () => ({ at: new Date().toISOString(), lat: 37.7, lng: -122.4, accuracy: 5 });
    const post = () => call('POST /positions', { as: company.marcus, body: { positions: [fix()] } });
    expect((await post()).status).toBe(202);
    await provision({ account: { accountId, enabled: false } });
    expect((await post()).body.type).toBe('urn:service-tracker:problem:account-not-enabled');
    await provision({ account: { accountId, enabled: true } });
    expect((await post()).status).toBe(202);
  });

  it('does not move a member to another account, nor take half a payload', async () => {
    const { memberId } = firm.marcus;
    await expect(provision({ member: { memberId, accountId: 'elsewhere' } })).rejects.toThrow();
    await expect(provision({ member: { memberId: 'new', accountId: firm.accountId } })).rejects.toThrow();
    await expect(provision({ account: { accountId: 7 } })).rejects.toThrow();
  });
});
