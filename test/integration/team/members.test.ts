import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handler as hearSocket } from '../../../functions/live/hear-socket.ts';
import { saveDevice } from '../../../shared/devices/device-store.ts';
import { DAY, instant, MINUTE } from '../../../shared/kernel/time.ts';
import { findMember, noteSeen, saveMember } from '../../../shared/team/member-store.ts';
import { type Sockets, startSockets } from '../../support/sockets.ts';
import { aCompany, book, type Company, call, startDoors, step, type Who } from '../../support/staff-api.ts';

let doors: { stop(): Promise<void> };
let sockets: Sockets;
let firm: Company;
beforeAll(async () => {
  doors = await startDoors();
  sockets = await startSockets();
  firm = await aCompany();
});
afterAll(async () => {
  await Promise.all([doors?.stop(), sockets?.stop()]);
});

const list = async (as: Who, query = {}) => (await call('GET /team/members', { as, query })).body.members;
const patch = (as: Who, { memberId }: Who, body: object) =>
  call('PATCH /team/members/{memberId}', { as, path: { memberId }, body });
const revoke = (as: Who, { memberId }: Who) =>
  call('DELETE /team/members/{memberId}', { as, path: { memberId } });
const audit = async (as: Who, query = {}) => (await call('GET /team/audit', { as, query })).body;
const names = (members: readonly { name: string }[]) => members.map(({ name }) => name);
const aFix = () => ({ at: instant(Date.now()), lat: 37.7, lng: -122.4, accuracy: 5 });

describe('the list of the team', () => {
  it('has everybody by name, and of a number no more than its end', async () => {
    const { marcus, nina, owner, desk } = firm;
    await patch(owner, marcus, { phone: '+14155550134', skills: ['Solar'], position: 'Electrician' });
    const body = { name: 'Van 7', description: 'White Ford Transit' };
    const { vehicleId } = (await call('POST /vehicles', { as: desk, body })).body.vehicle;
    const driver = { as: desk, path: { vehicleId }, body: { memberId: marcus.memberId } };
    await call('PUT /vehicles/{vehicleId}/driver', driver);
    const fix = aFix();
    await call('POST /positions', { as: nina, body: { positions: [fix] } });
    expect(await list(desk)).toEqual([
      { memberId: desk.memberId, name: 'Dee Spatch', role: 'dispatcher', status: 'active', skills: [] },
      {
        memberId: marcus.memberId,
        name: 'Marcus Bell',
        role: 'technician',
        status: 'active',
        position: 'Electrician',
        vehicle: 'White Ford Transit',
        skills: ['Solar'],
        phone: '+*******0134',
      },
      {
        memberId: nina.memberId,
        name: 'Nina Hart',
        role: 'technician',
        status: 'active',
        skills: [],
        lastSeenAt: fix.at,
      },
      { memberId: owner.memberId, name: 'Olga Owen', role: 'owner', status: 'active', skills: [] },
    ]);
  });

  it('is of a role, or a status, where that is asked for', async () => {
    const company = await aCompany();
    await revoke(company.owner, company.nina);
    expect(names(await list(company.desk, { role: 'technician' }))).toEqual(['Marcus Bell', 'Nina Hart']);
    const gone = { role: 'technician', status: 'revoked' };
    expect(names(await list(company.desk, gone))).toEqual(['Nina Hart']);
    expect(names(await list(company.desk, { status: 'active' }))).toHaveLength(3);
    const nonsense = { as: company.desk, query: { role: 'boss' } };
    expect((await call('GET /team/members', nonsense)).status).toBe(400);
  });

  it('says when somebody of the office was there, to ten minutes', async () => {
    const { memberId } = firm.desk;
    const seen = async () => (await findMember(memberId))?.lastSeenAt;
    const now = Date.now();
    const notes = async (at: number) => {
      const member = await findMember(memberId);
      if (member) await noteSeen(member, at);
    };
    await call('POST /live/ticket', { as: firm.desk });
    const first = await seen();
    expect(Date.parse(first ?? '')).toBeGreaterThanOrEqual(now);
    await notes(Date.parse(first ?? '') + 10 * MINUTE - 1);
    expect(await seen()).toBe(first);
    const later = Date.parse(first ?? '') + 10 * MINUTE;
    await notes(later);
    expect(await seen()).toBe(instant(later));
  });

  it('forgets where a technician was after a day', async () => {
    const company = await aCompany();
    const { advanceLatest } = await import('../../../shared/tracking/latest-store.ts');
    for (const [{ memberId }, ago] of [
      [company.marcus, DAY + MINUTE],
      [company.nina, DAY - MINUTE],
    ] as const) {
      const { accountId } = company;
      const at = Date.now() - ago;
      await advanceLatest({ memberId, accountId }, [{ at, lat: 37.2, lng: -122.2 }], at);
    }
    const seen = (await list(company.desk)).filter((one: object) => 'lastSeenAt' in one);
    expect(names(seen)).toEqual(['Nina Hart']);
  });
});

describe('a member', () => {
  it('is changed by the owner, and what is null goes', async () => {
    const { owner, nina } = firm;
    const home = { line: '12 Elm St', lat: 37.75, lng: -122.42 };
    const body = { name: 'Nina Harte', position: 'Plumber', vehicle: 'Red van', homeAddress: home };
    const { member } = (await patch(owner, nina, body)).body;
    expect(member).toMatchObject({ ...body, homeAddress: { ...home, verified: true } });
    const less = (await patch(owner, nina, { position: null, homeAddress: null, skills: [] })).body.member;
    expect(less).toMatchObject({ name: 'Nina Harte', vehicle: 'Red van', skills: [] });
    expect(less).not.toHaveProperty('position');
    expect(less).not.toHaveProperty('homeAddress');
    expect((await patch(owner, nina, {})).body.member).toEqual(less);
  });

  it('lives where the map says, or nowhere that is verified', async () => {
    const { owner, nina } = firm;
    const homeOf = async (line: string) =>
      (await patch(owner, nina, { homeAddress: { line } })).body.member.homeAddress;
    expect(await homeOf('102 Main St')).toMatchObject({ lat: expect.any(Number), verified: true });
    expect(await homeOf('No Such Street 1')).toEqual({ line: 'No Such Street 1', verified: false });
  });

  type Somebody = 'owner' | 'desk' | 'marcus' | 'nina';
  it.each<[Somebody, Somebody, object, number]>([
    ['desk', 'marcus', { name: 'Marc Bell', skills: ['HVAC'], vehicle: null, position: 'Lead' }, 200],
    ['desk', 'marcus', { role: 'dispatcher' }, 403],
    ['desk', 'desk', { name: 'Dee' }, 200],
    ['desk', 'desk', { role: 'owner' }, 403],
    ['desk', 'owner', { phone: null }, 403],
    ['marcus', 'marcus', { phone: '+14155550135', photoUrl: 'https://example.com/m.png' }, 200],
    ['marcus', 'marcus', { homeAddress: null }, 200],
    ['marcus', 'marcus', { name: 'Marcus the Great' }, 403],
    ['marcus', 'marcus', { skills: ['everything'] }, 403],
    ['marcus', 'marcus', { role: 'owner' }, 403],
    ['marcus', 'nina', { phone: null }, 404],
    ['owner', 'owner', { role: 'dispatcher' }, 409],
  ])('may by %s, of %s: %o is a %i', async (as, of, body, status) => {
    expect((await patch(firm[as], firm[of], body)).status).toBe(status);
  });

  it.each([
    ['/homeAddress', 422, { homeAddress: { line: '1 Main St', lat: 1 } }],
    ['/homeAddress/lat', 422, { homeAddress: { line: '1 Main St', lat: 91, lng: 0 } }],
    ['/phone', 422, { phone: '12' }],
    ['/photoUrl', 422, { photoUrl: 'http://example.com/a.png' }],
    ['/skills', 422, { skills: ['a', 'a'] }],
    ['/skills', 422, { skills: Array.from({ length: 31 }, (_, n) => `skill ${n}`) }],
    ['/role', 400, { role: 'boss' }],
    ['/name', 400, { name: null }],
  ])('cannot have an impossible %s', async (pointer, status, body) => {
    const answer = await patch(firm.owner, firm.nina, body);
    expect([answer.status, answer.body.errors?.[0].pointer]).toEqual([status, pointer]);
  });
});

describe('the last owner', () => {
  it('stays one, also when two take each other’s role at once', async () => {
    const company = await aCompany();
    const { owner, desk } = company;
    expect((await revoke(owner, owner)).body.type).toBe('urn:service-tracker:problem:last-owner');
    expect((await patch(owner, desk, { role: 'owner' })).status).toBe(200);
    const second = { ...desk, role: 'owner' } as const;
    const outcomes = await Promise.all([
      patch(owner, second, { role: 'dispatcher' }),
      patch(second, owner, { role: 'dispatcher' }),
    ]);
    const owners = (await list(owner)).filter(({ role }: { role: string }) => role === 'owner');
    expect(owners).toHaveLength(1);
    expect(outcomes.filter(({ status }) => status === 200)).toHaveLength(1);
  });
});

describe('whoever is made something else', () => {
  it('drives nothing any more', async () => {
    const company = await aCompany();
    const { owner, desk, marcus } = company;
    const { vehicleId } = (await call('POST /vehicles', { as: desk, body: { name: 'Van 1' } })).body.vehicle;
    const path = { vehicleId };
    await call('PUT /vehicles/{vehicleId}/driver', { as: desk, path, body: { memberId: marcus.memberId } });
    await patch(owner, marcus, { role: 'dispatcher' });
    const { vehicle } = (await call('GET /vehicles/{vehicleId}', { as: desk, path })).body;
    expect(vehicle).not.toHaveProperty('driver');
  });

  it('is nowhere on the way any more, until they are a technician again', async () => {
    const { owner, nina } = await aCompany();
    // With the token of before, which is good for an hour.
    const post = async () =>
      (await call('POST /positions', { as: nina, body: { positions: [aFix()] } })).status;
    const answers = [await post()];
    for (const role of ['dispatcher', 'technician']) {
      await patch(owner, nina, { role });
      answers.push(await post());
    }
    expect(answers).toEqual([202, 403, 202]);
  });
});

describe('access that ends', () => {
  it('ends at once: calls, positions, devices, tokens, and the drive that a customer watches', async () => {
    const company = await aCompany();
    const { owner, desk, marcus, accountId } = company;
    const { memberId } = marcus;
    const { visitId } = await book(company);
    const device = { as: desk, path: { memberId }, body: {} };
    await call('POST /team/members/{memberId}/device-token', device);
    await saveDevice(
      {
        accountId,
        owner: { memberId },
        pushToken: 'https://push.example.com/1',
        reach: { platform: 'web', pushToken: 'https://push.example.com/1', keys: { p256dh: '', auth: '' } },
      },
      Date.now(),
    );
    await call('POST /positions', { as: marcus, body: { positions: [aFix()] } });
    await step(company, visitId, 'en_route', { as: marcus });

    expect((await revoke(desk, marcus)).status).toBe(403);
    expect((await revoke(owner, marcus)).status).toBe(204);
    expect((await call('GET /me', { as: marcus })).status).toBe(403);
    const late = await call('POST /positions', { as: marcus, body: { positions: [aFix()] } });
    expect(late.status).toBe(403);
    const { visit } = (await call('GET /visits/{visitId}', { as: desk, path: { visitId } })).body;
    expect(visit.status).toBe('dispatched');
    const tokens = { as: desk, path: { memberId } };
    expect((await call('GET /team/members/{memberId}/device-tokens', tokens)).body.deviceTokens).toEqual([]);
    expect((await call('GET /devices', { as: desk })).body.devices).toEqual([]);
    expect((await revoke(owner, marcus)).status).toBe(204);
    expect((await patch(owner, marcus, { phone: null })).body.type).toMatch(/access-ended$/);
  });

  it('closes the boards of whoever it is, and nobody else’s', async () => {
    const company = await aCompany();
    const board = async (who: Who) => {
      const { ticket } = (await call('POST /live/ticket', { as: who })).body;
      const page = sockets.open();
      const body = JSON.stringify({ type: 'hello', ticket });
      await hearSocket({ requestContext: { connectionId: page.id, routeKey: '$default' }, body });
      page.told.splice(0);
      return page;
    };
    const [theirs, others] = [await board(company.desk), await board(company.owner)];
    await revoke(company.owner, company.desk);
    expect([theirs.told, theirs.isOpen()]).toEqual([[{ type: 'gone' }], false]);
    expect([others.told, others.isOpen()]).toEqual([[], true]);
  });
});

describe('the audit', () => {
  it('says who did what to whom, the latest first, and never what a number or an address is', async () => {
    const { owner, desk, nina } = await aCompany();
    await patch(desk, nina, { phone: '+14155550136', skills: ['Solar'] });
    await patch(owner, nina, { role: 'dispatcher' });
    await revoke(owner, nina);
    const { entries, cursor } = await audit(owner);
    expect(cursor).toBeUndefined();
    const by = ({ role, memberId }: Who) => ({ role, memberId });
    expect(entries).toEqual([
      { at: expect.any(String), what: 'member.revoked', memberId: nina.memberId, by: by(owner) },
      {
        at: expect.any(String),
        what: 'member.changed',
        memberId: nina.memberId,
        by: by(owner),
        changed: ['role'],
        from: 'technician',
        to: 'dispatcher',
      },
      {
        at: expect.any(String),
        what: 'member.changed',
        memberId: nina.memberId,
        by: by(desk),
        changed: ['phone', 'skills'],
      },
    ]);
    expect((await call('GET /team/audit', { as: owner, query: { cursor: 'x' } })).status).toBe(400);
  });

  it('goes on where a page ended', async () => {
    const { owner, nina } = await aCompany();
    for (let count = 0; count < 51; count++) await patch(owner, nina, { position: `Job ${count}` });
    const { entries, cursor } = await audit(owner);
    const rest = await audit(owner, { cursor });
    expect([entries.length, rest.entries.length, rest.cursor]).toEqual([50, 1, undefined]);
  });
});

it('a member of an older version reads well', async () => {
  const { accountId, desk } = await aCompany();
  const old = { memberId: 'member_old', accountId, role: 'technician', name: 'Al', active: true } as const;
  await saveMember(old);
  expect((await list(desk))[0]).toEqual({
    memberId: 'member_old',
    name: 'Al',
    role: 'technician',
    status: 'active',
    skills: [],
  });
});
