import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OUTBOX, type OutboxMessage } from '../../../local/emulators/outbox.ts';
import { findMember as whoSignsIn } from '../../../local/identity/sign-in.ts';
import { INVITE_LIFE } from '../../../shared/access/invite.ts';
import { findInvited } from '../../../shared/access/invite-store.ts';
import { sha256 } from '../../../shared/kernel/ids.ts';
import { renderInvite } from '../../../shared/messaging/render-letter.ts';
import { findMember } from '../../../shared/team/member-store.ts';
import { type Sockets, startSockets } from '../../support/sockets.ts';
import { aCompany, type Company, call, startDoors, type Who } from '../../support/staff-api.ts';

let doors: Awaited<ReturnType<typeof startDoors>>;
let sockets: Sockets;
let firm: Company;
beforeAll(async () => {
  doors = await startDoors();
  sockets = await startSockets();
  process.env['MAIL_SENDER'] = 'visits@example.com';
  firm = await aCompany();
});
afterAll(async () => {
  await Promise.all([doors?.stop(), sockets?.stop()]);
});

let guests = 0;
const anAddress = () => `kim-${++guests}@example.org`;
const mails = (to: string) =>
  doors.world.store
    .list<OutboxMessage>(OUTBOX)
    .map(({ value }) => value)
    .filter((one) => one.to === to);
const tokenIn = (mail: OutboxMessage | undefined) => /#join=([\w-]{22})/.exec(mail?.text ?? '')?.[1] ?? '';
const invite = (as: Who, body: object = {}, more: object = {}) =>
  call('POST /team/invites', {
    as,
    body: { email: anAddress(), name: 'Kim Voss', role: 'technician', ...body },
    ...more,
  });
/** Invites somebody; what is in their mail. */
async function invited(company: Company, body: object = {}) {
  const answer = await invite(company.owner, body);
  const { email, inviteId } = answer.body.invite;
  return { email, inviteId, token: tokenIn(mails(email).at(-1)), answer };
}
const accept = (token: string, body: object = {}, raw?: string) =>
  call('POST /team/invites/{token}/accept', {
    as: firm.owner,
    path: { token },
    ...(raw === undefined ? { body } : { raw }),
  });
const members = async ({ owner }: Company) => (await call('GET /team/members', { as: owner })).body.members;
const list = async ({ owner }: Company) => (await call('GET /team/invites', { as: owner })).body.invites;
const resend = ({ owner }: Company, inviteId: string) =>
  call('POST /team/invites/{inviteId}/resend', { as: owner, path: { inviteId } });
const withdraw = ({ owner }: Company, inviteId: string) =>
  call('DELETE /team/invites/{inviteId}', { as: owner, path: { inviteId } });
const revoke = ({ owner }: Company, memberId: string) =>
  call('DELETE /team/members/{memberId}', { as: owner, path: { memberId } });

describe('an invite', () => {
  it('is a mail with a link, by which somebody becomes a member who can sign in', async () => {
    const company = await aCompany();
    const { email, inviteId, token, answer } = await invited(company, { position: 'Plumber' });
    expect([answer.status, answer.body.mailed]).toEqual([201, true]);
    expect(answer.body.invite).toMatchObject({
      email,
      name: 'Kim Voss',
      position: 'Plumber',
      expired: false,
    });
    expect(JSON.stringify(answer.body)).not.toContain(token);
    expect(await list(company)).toEqual([answer.body.invite]);
    expect(await members(company)).toContainEqual(
      expect.objectContaining({ memberId: inviteId, status: 'invited', position: 'Plumber' }),
    );
    const kim = { accountId: company.accountId, memberId: inviteId, role: 'technician' } as const;
    expect((await call('GET /me', { as: kim })).status).toBe(403);

    const joined = await accept(token, { name: 'Kim Vos' });
    expect([joined.status, joined.body]).toEqual([
      201,
      {
        company: { name: expect.stringMatching(/^Company/) },
        member: { memberId: inviteId, name: 'Kim Vos', role: 'technician' },
      },
    ]);
    expect((await call('GET /me', { as: kim })).body.member.name).toBe('Kim Vos');
    expect(whoSignsIn(doors.world.store, inviteId)).toEqual({ ...kim, name: 'Kim Vos' });
    expect(mails(email).at(-1)?.subject).toBe('Your temporary password');
    expect(await list(company)).toEqual([]);
    const { entries } = (await call('GET /team/audit', { as: company.owner })).body;
    expect(entries.map(({ what }: { what: string }) => what)).toEqual(['member.joined', 'member.invited']);
  });

  it('that was used, replaced, withdrawn, or never was, leads to one and the same 404', async () => {
    const company = await aCompany();
    const [used, replaced, withdrawn] = [
      await invited(company),
      await invited(company),
      await invited(company),
    ];
    await accept(used.token);
    expect((await resend(company, replaced.inviteId)).body.mailed).toBe(true);
    expect((await withdraw(company, withdrawn.inviteId)).status).toBe(204);
    const nothing = await accept('A'.repeat(22));
    expect(nothing.status).toBe(404);
    for (const { token } of [used, replaced, withdrawn, { token: '../' }, { token: 'x'.repeat(3000) }]) {
      for (const raw of [undefined, '{"half":', '{}']) expect(await accept(token, {}, raw)).toEqual(nothing);
    }
    const again = tokenIn(mails(replaced.email).at(-1));
    expect(again).not.toBe(replaced.token);
    expect((await accept(again)).status).toBe(201);
    expect(await findMember(withdrawn.inviteId)).toBeUndefined();
  });

  it.each([
    [INVITE_LIFE - 1, true],
    [INVITE_LIFE, false],
  ])('is good for seven days: after %i ms', async (age, good) => {
    const { token, answer } = await invited(firm);
    const sent = Date.parse(answer.body.invite.sentAt);
    expect((await findInvited(sha256(token), sent + age)) !== undefined).toBe(good);
  });

  it('lets one in, however many ask at once', async () => {
    const { token } = await invited(firm);
    const outcomes = await Promise.all([accept(token), accept(token), accept(token)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual([201, 404, 404]);
  });

  it('is sent once for the same Idempotency-Key, and once for an address', async () => {
    const email = anAddress();
    const headers = { 'idempotency-key': 'kim' };
    const [first, second] = [
      await invite(firm.owner, { email }, { headers }),
      await invite(firm.owner, { email }, { headers }),
    ];
    expect(second.body).toEqual(first.body);
    expect(mails(email)).toHaveLength(1);
    const again = await invite(firm.owner, { email: email.toUpperCase() });
    expect([again.status, again.body.type]).toEqual([409, 'urn:service-tracker:problem:already-invited']);
    await accept(tokenIn(mails(email)[0]));
    expect((await invite(firm.owner, { email })).status).toBe(409);
    expect((await invite(firm.owner, { email }, { headers })).status).toBe(404);
  });

  it('of another company’s member ends at their address, and may be for somebody else', async () => {
    const [here, there] = [await aCompany(), await aCompany()];
    const { email, token } = await invited(here);
    await accept(token);
    const other = await invited(there, { email });
    const answer = await accept(other.token);
    expect([answer.status, answer.body.type]).toEqual([409, 'urn:service-tracker:problem:address-taken']);
    expect((await members(there)).map(({ status }: { status: string }) => status)).toContain('invited');
  });

  it('that could not be mailed stands, and can be sent again', async () => {
    process.env['MAIL_SENDER'] = 'visits@unverified.example';
    const { inviteId, answer } = await invited(firm);
    process.env['MAIL_SENDER'] = 'visits@example.com';
    expect([answer.status, answer.body.mailed]).toEqual([201, false]);
    expect((await resend(firm, inviteId)).body.mailed).toBe(true);
    process.env['MAIL_SENDER'] = '';
    expect((await invite(firm.owner)).body.type).toBe('urn:service-tracker:problem:mail-not-configured');
    process.env['MAIL_SENDER'] = 'visits@example.com';
  });

  it.each([
    ['/email', 422, { email: 'kim' }],
    ['/role', 400, { role: 'boss' }],
    ['/name', 422, { name: ' ' }],
  ])('cannot have an impossible %s', async (pointer, status, body) => {
    const answer = await invite(firm.owner, body);
    expect([answer.status, answer.body.errors?.[0].pointer]).toEqual([status, pointer]);
  });
});

describe('whoever was sent away', () => {
  it('signs in no more, and by another invite is who they were', async () => {
    const company = await aCompany();
    const { email, inviteId, token } = await invited(company);
    await accept(token);
    const kim = { accountId: company.accountId, memberId: inviteId, role: 'technician' } as const;
    const position = () => ({ at: new Date().toISOString(), lat: 37.7, lng: -122.4, accuracy: 5 });
    const post = () => call('POST /positions', { as: kim, body: { positions: [position()] } });
    expect((await revoke(company, inviteId)).status).toBe(204);
    expect(whoSignsIn(doors.world.store, inviteId)).toBeUndefined();
    expect((await post()).status).toBe(403);

    const back = await invited(company, { email, role: 'dispatcher', name: 'Kim V' });
    expect(back.inviteId).toBe(inviteId);
    await withdraw(company, inviteId);
    expect((await findMember(inviteId))?.revokedAt).toBeDefined();
    const again = await invited(company, { email, role: 'technician' });
    expect((await accept(again.token)).status).toBe(201);
    expect(whoSignsIn(doors.world.store, inviteId)?.role).toBe('technician');
    expect((await post()).status).toBe(202);
  });

  it('before they came, was never there', async () => {
    const { inviteId, token } = await invited(firm);
    expect((await revoke(firm, inviteId)).status).toBe(204);
    expect((await accept(token)).status).toBe(404);
    expect(await findMember(inviteId)).toBeUndefined();
  });
});

it('another role is another group of the pool', async () => {
  const { inviteId, token } = await invited(firm);
  await accept(token);
  const change = { as: firm.owner, path: { memberId: inviteId }, body: { role: 'dispatcher' } };
  await call('PATCH /team/members/{memberId}', change);
  expect(whoSignsIn(doors.world.store, inviteId)?.role).toBe('dispatcher');
});

describe('the mail of an invite', () => {
  const account = (language: 'en' | 'es') => ({
    settings: { company: { name: 'Mike’s <Contracting>', language, brandColor: '#2f49e0' } } as never,
  });
  it.each([
    ['en', 'Olga Owen invites you to join the team of Mike’s <Contracting> as a dispatcher.'],
    ['es', 'Olga Owen le invita a unirse al equipo de Mike’s <Contracting> como coordinador.'],
  ] as const)(
    'is in the company’s language, %s, and nothing of it is markup by accident',
    (language, said) => {
      const member = { name: 'Kim', role: 'dispatcher' } as const;
      const told = { member, by: { name: 'Olga Owen' }, link: 'https://x.example/#join=1' };
      const mail = renderInvite({ ...told, account: account(language) });
      expect(mail.text).toContain(said);
      expect(mail.html).toContain('https://x.example/#join=1');
      expect(mail.html).not.toMatch(/\{\{|<!--if|unsubscribe|<Contracting>/);
    },
  );
});
