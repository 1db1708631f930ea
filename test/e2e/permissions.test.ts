import { afterAll, beforeAll, expect, it } from 'vitest';
import { aSubscription } from '../support/a-subscription.ts';
import { company, newPhone, quietHoursAround, southOf } from '../support/company.ts';
import { noonZone } from '../support/noon.ts';
import { listen, openSocket, showing } from '../support/page-socket.ts';
import { startReceiver } from '../support/receiver.ts';
import { type Answer, type Stack, startStack } from '../support/stack.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack?.stop());

/** One story through all of the house takes longer than a test of one thing. */
const EVERY_DOOR_MS = 180_000;

/**
 * Goes through every door and every branch of it that calls something else: what a role lacks is refused, what it
 * has too much stays unused. Whoever adds a call to a door, or takes one away, adds it to or takes it from here.
 */
it(
  'every function has the permissions it needs, and uses the permissions it has',
  async () => {
    const firm = await company(stack, 'acme');
    const { memberId: other } = await stack.member('technician', { accountId: 'acme', name: 'Ana Reyes' });
    const { desk, boss, phone } = firm;
    const ok = async (asked: Promise<Answer>, status = 200) => {
      const answer = await asked;
      expect(answer.status, answer.text).toBe(status);
      return answer.body;
    };

    const timeZone = noonZone(await stack.now());
    await ok(boss('PUT', '/settings', { company: { timeZone }, messages: { booked: { enabled: true } } }));
    await ok(desk('PUT', '/me/notifications', { sms: false, push: true }));
    const { company: home } = await ok(boss('GET', '/settings'));
    const { channels } = await ok(desk('GET', '/settings/health'));
    expect(channels.map(({ state }: { state: string }) => state)).toEqual(['ok', 'ok', 'ok']);
    await stack.advance(61);
    const details = { name: 'Dana Whitfield', phone: newPhone() };
    const { customer } = await ok(desk('POST', '/customers', details), 201);
    await ok(desk('GET', `/customers?query=${encodeURIComponent(details.phone)}`));
    await ok(desk('GET', '/customers'));
    expect((await ok(phone('GET', '/me'))).member.role).toBe('technician');

    const told = await otherSystems(firm, ok);
    const { visit, link } = await firm.book({ customer: details, address: { line: '48 Willow Ln' } });
    const path = `/visits/${visit.visitId}`;
    await stack.idle();
    const day = new Intl.DateTimeFormat('en-CA', { timeZone: home.timeZone }).format(
      new Date(visit.window.start),
    );
    for (const list of [desk, phone]) {
      expect((await ok(list('GET', `/visits?day=${day}`))).visits).toHaveLength(1);
    }
    await ok(desk('GET', `/customers/${customer.customerId}`));
    await ok(desk('PUT', `${path}/technicians`, { technicianIds: [other] }));
    await ok(desk('PUT', `${path}/technicians`, { technicianIds: [firm.technician.memberId, other] }));
    await ok(desk('POST', `${path}/hold`, { reason: 'no parts' }));
    await ok(desk('DELETE', `${path}/hold`));
    await ok(desk('GET', `${path}/link`));
    const { token } = await ok(desk('POST', `${path}/link`), 201);
    expect(token).not.toBe(link.token);
    await ok(desk('POST', `${path}/link/text`), 202);
    await ok(desk('GET', `${path}/timeline`));
    await ok(desk('PATCH', path, { job: 'Furnace', address: { line: '50 Willow Ln' } }));
    await ok(desk('PATCH', `/customers/${customer.customerId}`, { phone: newPhone() }));

    const devices = `/team/members/${other}/device-token`;
    const spare = await ok(desk('POST', devices, {}), 201);
    const inUse = await ok(desk('POST', devices, {}), 201);
    const seconds = Math.floor((await stack.now()) / 1000);
    const where = (ago: number) => `lat=37.7&lon=-122.4&timestamp=${seconds - ago}`;
    // Looked up, let in, and one that is late.
    for (const ago of [60, 30, 90]) {
      await ok(stack.call('GET', `/ingest/osmand/${inUse.token}?${where(ago)}`));
    }
    await ok(stack.call('POST', `/ingest/osmand/${inUse.token}?${where(20)}`));
    const here = { _type: 'location', lat: 37.7, lon: -122.4, tst: seconds - 10 };
    expect(await ok(stack.call('POST', `/ingest/owntracks/${inUse.token}`, { body: here }))).toEqual([]);
    const { result } = await ok(
      stack.call('POST', `/ingest/overland/${inUse.token}`, { body: { locations: [] } }),
    );
    expect(result).toBe('ok');
    expect((await ok(desk('GET', `${devices}s`))).deviceTokens).toHaveLength(2);
    for (const { id } of [spare, inUse]) await ok(desk('DELETE', `${devices}s/${id}`), 204);
    await aFleet(firm, other);

    await ok(firm.report([southOf(3050)]), 202);
    await stack.advance(5);
    await ok(firm.report([{ ...southOf(3060), ago: 60 }]), 202);
    expect((await ok(desk('GET', '/technicians/positions?map=true'))).mapStyleUrl).toContain('key=');
    await ok(phone('POST', `${path}/status`, { status: 'en_route' }));
    await stack.idle();
    await ok(desk('PATCH', path, { address: { line: '48 Willow Ln', ...southOf(0) } }));
    await stack.idle();
    const board = await watchBoards();
    await ok(phone('POST', `${path}/running-late`, { minutes: 10 }));
    await board.told(({ type }) => type === 'visit');
    await ok(phone('GET', `${path}/map`));
    await inAnotherVan(firm);
    await ok(desk('GET', path));
    await ok(stack.call('GET', `/t/${token}`));
    await ok(stack.call('HEAD', `/t/${token}`));
    await ok(stack.call('GET', `/t/${token}/status`));
    await ok(stack.call('PUT', `/t/${token}/preferences`, { body: { push: true } }));
    await ok(stack.call('GET', `/t/${token}/push`));
    await ok(stack.call('PUT', `/t/${token}/push`, { body: aSubscription() }));
    await itsDevices(firm, customer.customerId);
    await ok(stack.call('POST', `/t/${token}/seen`), 204);
    await ok(stack.call('GET', `/t/${token}/manifest.webmanifest`));
    await ok(stack.call('GET', `/t/${token}/map`));
    for (const metres of [1200, 600, 250, 20]) {
      await stack.advance(40);
      await firm.report([{ ...southOf(metres), speed: metres > 20 ? 10 : 1 }]);
      await stack.idle();
    }
    const { visit: there } = await ok(desk('GET', path));
    expect(there.status).toBe('arrived');
    const { messages } = await ok(desk('GET', `${path}/messages`));
    await ok(desk('POST', `${path}/messages/${messages[0].messageId}/resend`), 409);
    await ok(desk('POST', `${path}/messages`, { text: 'The side gate is open: {link}' }), 202);
    await unableToText(firm);
    const asleep = await firm.book();
    const quietHours = quietHoursAround(await stack.now());
    await ok(stack.call('PUT', `/t/${asleep.link.token}/preferences`, { body: { quietHours } }));
    await ok(desk('POST', `/visits/${asleep.visit.visitId}/link/text`), 202);
    const unheard = await firm.book();
    await ok(stack.call('POST', '/_local/unreachable', { body: { to: unheard.visit.customer.phone } }));
    await ok(desk('POST', `/visits/${unheard.visit.visitId}/link/text`), 202);
    await mails(firm);
    const template = { kind: 'arrived', text: '{technician} is here.' };
    await ok(desk('POST', '/settings/templates/preview', template));
    await ok(desk('POST', '/visits/plan', {}));

    const second = `/visits/${(await firm.book()).visit.visitId}`;
    const third = `/visits/${(await firm.book()).visit.visitId}`;
    for (const next of [second, third]) await ok(phone('POST', `${next}/status`, { status: 'dispatched' }));
    await ok(phone('POST', `${path}/status`, { status: 'completed' }));
    for (const text of ['Gate code is 4711', 'HELP', 'STOP', 'INICIAR']) {
      await ok(stack.call('POST', '/_local/reply', { body: { from: there.customer.phone, text } }));
    }
    await stack.advance(60);
    await firm.report([{ ...southOf(160), ago: 10 }, southOf(260)]);
    await stack.idle();
    expect((await ok(desk('GET', second))).visit.status, 'by leaving the first').toBe('en_route');
    await timeSpent(firm, ok);
    await ok(desk('POST', `${second}/status`, { status: 'arrived' }));
    await firm.report([{ ...southOf(10), speed: 1 }]);
    await firm.report([southOf(160)]);
    await stack.advance(10);
    await firm.report([southOf(260)]);
    await stack.idle();
    expect((await ok(phone('GET', '/me'))).ask, 'the second is not completed').toBeDefined();
    await ok(desk('POST', `${second}/status`, { status: 'completed' }));
    await ok(phone('POST', `${third}/status`, { status: 'en_route' }));
    await ok(desk('PUT', `${third}/technicians`, { technicianIds: [other] }));
    await ok(desk('POST', `${third}/status`, { status: 'cancelled', reason: 'ill' }));
    await stack.invoke('service-tracker-republish', { visitIds: [visit.visitId] });
    await ok(stack.call('GET', '/nowhere'), 404);
    await stack.idle();
    const forgotten = `/visits/${(await firm.book({ technicianIds: [other] })).visit.visitId}`;
    await ok(desk('POST', `${forgotten}/status`, { status: 'en_route' }));
    await writtenTo(firm);
    await theTeam(firm);
    await aGuest(firm);
    await someoneWaits();
    await aPhoto(firm);
    const window = {
      start: new Date(await stack.now()).toISOString(),
      end: new Date((await stack.now()) + 3_600_000).toISOString(),
    };
    expect((await ok(desk('GET', '/addresses?query=48%20Willow'))).addresses).not.toHaveLength(0);
    const training = { title: 'Training', memberIds: [other], window };
    const { event } = await ok(desk('POST', '/events', training), 201);
    await ok(desk('PATCH', `/events/${event.eventId}`, { title: 'Course' }));
    expect((await ok(phone('GET', '/events'))).events).toEqual([]);
    expect((await ok(desk('GET', '/events'))).events).toHaveLength(1);
    await ok(desk('DELETE', `/events/${event.eventId}`), 204);
    await lookOn(firm);
    await told();
    const report = await ok(desk('GET', `/reports/summary?from=${day}&to=${day}`));
    expect(report.total.arrivals).toBeGreaterThan(0);
    const { alerts } = await ok(desk('GET', '/alerts?open=true'));
    await ok(desk('POST', `/alerts/${alerts[0].alertId}/acknowledge`));

    const { refused, unused } = (await stack.call('GET', '/_local/permissions')).body;
    expect(refused).toEqual([]);
    expect(unused).toEqual([]);
  },
  EVERY_DOOR_MS,
);

/** The office writes to a technician, who is told in their browser, and to all; one is got, and one sent no more. */
async function writtenTo({ desk, phone, technician }: Awaited<ReturnType<typeof company>>) {
  const ok = async (asked: Promise<Answer>, status = 200) => {
    const answer = await asked;
    expect(answer.status, answer.text).toBe(status);
    return answer.body;
  };
  await ok(phone('GET', '/me/push'));
  await ok(phone('PUT', '/me/push', aSubscription()));
  const path = `/team/members/${technician.memberId}/message`;
  const { message } = await ok(desk('POST', path, { text: 'Fog on the bridge.' }), 202);
  await ok(desk('POST', '/team/messages', { text: 'Early finish today.', memberIds: 'all' }), 202);
  await stack.idle();
  const waiting = (await ok(phone('GET', '/me'))).messages;
  expect(waiting[0]).toMatchObject({ messageId: message.messageId, text: 'Fog on the bridge.' });
  await ok(phone('POST', `/me/messages/${message.messageId}/acknowledge`, {}));
  await ok(desk('POST', `${path}s/${message.messageId}/resend`), 409);
  const { messages } = await ok(desk('GET', `${path}s`));
  expect(messages.map(({ channel }: { channel: string }) => channel)).toEqual(['push', 'push']);
}

/** One that is told of everything and one that has gone; what there was is told again in the end. */
async function otherSystems(
  { boss }: Awaited<ReturnType<typeof company>>,
  ok: (asked: Promise<Answer>, status?: number) => Promise<{ webhook: { webhookId: string } }>,
) {
  const receiver = await startReceiver([503]);
  const gone = await startReceiver([410]);
  const { webhook } = await ok(boss('POST', '/webhooks', { url: receiver.url }), 201);
  const path = `/webhooks/${webhook.webhookId}`;
  await ok(boss('POST', '/webhooks', { url: gone.url, events: ['visit.created'] }), 201);
  await ok(boss('PATCH', path, { includeCustomer: true }));
  await ok(boss('POST', `${path}/rotate-secret`));
  return async () => {
    const { webhooks } = (await boss('GET', '/webhooks')).body;
    expect(webhooks.map(({ enabled }: { enabled: boolean }) => enabled)).toEqual([true, false]);
    await ok(boss('POST', `${path}/test`), 202);
    await stack.idle();
    const [{ deliveryId, createdAt }] = (await boss('GET', `${path}/deliveries`)).body.deliveries;
    const before = receiver.received.length;
    await ok(boss('POST', `${path}/replay`, { deliveryId }), 202);
    await ok(boss('POST', `${path}/replay`, { since: createdAt }), 202);
    await stack.idle();
    expect(receiver.received).toHaveLength(before + 2);
    for (const one of webhooks) await ok(boss('DELETE', `/webhooks/${one.webhookId}`), 204);
    await Promise.all([receiver.stop(), gone.stop()]);
  };
}

/** From the sandbox no text reaches a phone that is not verified; a minute later that is known. */
async function unableToText({ book, desk }: Awaited<ReturnType<typeof company>>) {
  const account = (state: object) => stack.call('POST', '/_local/sms-account', { body: state });
  await account({ inSandbox: true });
  await stack.advance(61);
  const { visit } = await book();
  const messages = async () => (await desk('GET', `/visits/${visit.visitId}/messages`)).body.messages;
  await desk('POST', `/visits/${visit.visitId}/link/text`);
  await stack.idle();
  const reasons = (await messages()).map(({ reason }: { reason?: string }) => reason);
  expect(reasons).toContain('sms_not_configured');
  const { problems } = (await desk('GET', `/visits/${visit.visitId}/readiness`)).body;
  expect(problems.map(({ code }: { code: string }) => code)).toContain('sms_not_configured');
  await account({});
  await stack.advance(61);
}

/** One that arrives, one that comes back; ended, and wanted again, by the link in it. */
async function mails({ boss, desk, book }: Awaited<ReturnType<typeof company>>) {
  const go = async (channels: string[]) => {
    await boss('PUT', '/settings', { messages: { booked: { channels } } });
    await stack.advance(61);
  };
  await go(['email']);
  const send = async (email: string) => {
    const { visit } = await book({ customer: { name: 'Dana Whitfield', phone: newPhone(), email } });
    await desk('POST', `/visits/${visit.visitId}/link/text`);
    await stack.idle();
    return (await desk('GET', `/visits/${visit.visitId}/messages`)).body.messages[0].state;
  };
  expect(await send('bounce@simulator.amazonses.com')).toBe('failed');
  expect(await send('dana@example.org')).toBe('delivered');
  const [mail] = (await stack.outbox()).filter(({ to }) => to === 'dana@example.org');
  const [, path = ''] = /(\/unsubscribe\/[\w-]{22})/.exec(mail?.text ?? '') ?? [];
  for (const raw of ['List-Unsubscribe=One-Click', 'email=on']) {
    expect((await stack.call('GET', path)).status).toBe(200);
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await stack.call('POST', path, { raw, headers })).status).toBeLessThan(400);
  }
  await go(['sms']);
}

/** Phones the customer has the company's app on: one that SNS has given up and knows again, one that is forgotten. */
async function itsDevices({ desk }: Awaited<ReturnType<typeof company>>, customerId: string) {
  const path = `/customers/${customerId}/devices`;
  const put = async (platform: string, pushToken: string) => {
    const answer = await desk('PUT', path, { platform, pushToken });
    return [answer.status, answer.body.device.deviceId];
  };
  await put('android', 'pixel');
  await stack.call('POST', '/_local/unsubscribe', { body: { token: 'pixel' } });
  expect((await put('android', 'pixel'))[0]).toBe(200);
  const [status, deviceId] = await put('ios', 'aa11');
  expect(status).toBe(201);
  expect((await desk('PATCH', `/devices/${deviceId}`, { optIn: false })).status).toBe(200);
  expect((await desk('GET', path)).body.devices).toHaveLength(3);
  expect((await desk('GET', '/devices?unseenDays=1')).body.devices).toHaveLength(0);
  expect((await desk('GET', '/devices')).body.devices).toHaveLength(3);
  expect((await desk('DELETE', `/devices/${deviceId}`)).status).toBe(204);
  await put('ios', 'bb22');
}

/** Vehicles, who drives them, and what their trackers report, of a time before the first driver too. */
async function aFleet({ desk }: Awaited<ReturnType<typeof company>>, driver: string) {
  const ok = async (asked: Promise<Answer>, status = 200) => {
    const answer = await asked;
    expect(answer.status, answer.text).toBe(status);
    return answer.body;
  };
  const vans = [];
  for (const name of ['Van 1', 'Van 2']) {
    const { vehicle } = await ok(desk('POST', '/vehicles', { name }), 201);
    vans.push(`/vehicles/${vehicle.vehicleId}`);
  }
  const [van, other] = vans;
  const { token, id } = await ok(desk('POST', `${van}/device-token`, {}), 201);
  const spare = await ok(desk('POST', `${van}/device-token`, {}), 201);
  for (const path of [other, van]) await ok(desk('PUT', `${path}/driver`, { memberId: driver }));
  const seconds = Math.floor((await stack.now()) / 1000);
  const report = (at: number) =>
    ok(stack.call('GET', `/ingest/osmand/${token}?lat=37.7&lon=-122.4&timestamp=${at}&alarm=hardBraking`));
  for (const ago of [60, 0, 30]) await report(seconds + 1 - ago);
  await ok(desk('PATCH', van as string, { plate: '8ABC123' }));
  expect((await ok(desk('GET', '/vehicles'))).vehicles).toHaveLength(2);
  expect((await ok(desk('GET', van as string))).vehicle.position).toBeDefined();
  expect((await ok(desk('GET', `${van}/events`))).events).toHaveLength(3);
  expect((await ok(desk('GET', `/team/members/${driver}/vehicle-events`))).events).toHaveLength(1);
  expect((await ok(desk('GET', `${van}/drivers`))).drivers).toHaveLength(1);
  expect((await ok(desk('GET', `${van}/device-tokens`))).deviceTokens).toHaveLength(2);
  for (const one of [id, spare.id]) await ok(desk('DELETE', `${van}/device-tokens/${one}`), 204);
  await ok(desk('PUT', `${van}/driver`, { memberId: null }));
  const { memberId: leaving } = await stack.member('technician', {
    accountId: 'acme',
    memberId: 'acme-zoe',
    name: 'Zoe Park',
  });
  await ok(desk('PUT', `${van}/driver`, { memberId: leaving }));
  await stack.invoke('service-tracker-provision', { member: { memberId: leaving, active: false } });
  expect((await ok(desk('GET', van as string))).vehicle.driver).toBeUndefined();
  await ok(desk('DELETE', other as string), 204);
}

/** Listed, changed and sent away: an owner, somebody whose board is open, a technician on the way with all they have. */
async function theTeam({ boss, desk, book, step }: Awaited<ReturnType<typeof company>>) {
  const ok = async (asked: Promise<Answer>, status = 200) => {
    const answer = await asked;
    expect(answer.status, answer.text).toBe(status);
    return answer.body;
  };
  const hire = (role: 'owner' | 'dispatcher' | 'technician', name: string) =>
    stack.member(role, { accountId: 'acme', memberId: `acme-${name.split(' ')[0]?.toLowerCase()}`, name });
  const drives = async ({ memberId }: { memberId: string }) => {
    const { vehicle } = await ok(desk('POST', '/vehicles', { name: `Van of ${memberId}` }), 201);
    await ok(desk('PUT', `/vehicles/${vehicle.vehicleId}/driver`, { memberId }));
  };
  const pathOf = ({ memberId }: { memberId: string }) => `/team/members/${memberId}`;
  const second = await hire('owner', 'Ola Berg');
  const third = await hire('owner', 'Ole Dahl');
  const [moves, leaves] = [await hire('technician', 'Mo Ray'), await hire('technician', 'Lu Zapata')];
  for (const one of [moves, leaves]) await drives(one);
  await ok(boss('PATCH', pathOf(moves), { role: 'dispatcher', homeAddress: { line: '102 Main St' } }));
  await ok(boss('PATCH', pathOf(leaves), { skills: ['Solar'] }));
  await ok(boss('PATCH', pathOf(second), { role: 'dispatcher' }));
  const { ticket, url } = await ok(stack.call('POST', '/live/ticket', { token: second.token }), 201);
  const board = await openSocket(url);
  board.say({ type: 'hello', ticket });
  await board.told(({ type }) => type === 'welcome');
  await ok(desk('POST', `${pathOf(leaves)}/device-token`, {}), 201);
  const { visit } = await book({ technicianIds: [leaves.memberId] });
  await step(visit.visitId, 'en_route');
  for (const one of [second, third, leaves]) await ok(boss('DELETE', pathOf(one)), 204);
  await board.closed;
  expect((await ok(desk('GET', `/visits/${visit.visitId}`))).visit.status).toBe('dispatched');
  expect((await ok(desk('GET', '/team/members?status=revoked'))).members).not.toHaveLength(0);
  expect((await ok(boss('GET', '/team/audit'))).entries).toHaveLength(6);
}

/** Invited, asked again, come, made something else, sent away and come back; and one who is told not to come. */
async function aGuest({ boss }: Awaited<ReturnType<typeof company>>) {
  const ok = async (asked: Promise<Answer>, status = 200) => {
    const answer = await asked;
    expect(answer.status, answer.text).toBe(status);
    return answer.body;
  };
  const guest = { email: 'kim@example.org', name: 'Kim Voss', role: 'technician' };
  const accept = async () => {
    const mails = (await stack.outbox()).filter(({ to, text }) => to === guest.email && /#join=/.test(text));
    const [, token = ''] = /#join=([\w-]{22})/.exec(mails.at(-1)?.text ?? '') ?? [];
    await ok(stack.call('POST', `/team/invites/${token}/accept`, { body: {} }), 201);
  };
  const { invite } = await ok(boss('POST', '/team/invites', guest), 201);
  expect((await ok(boss('GET', '/team/invites'))).invites).toHaveLength(1);
  await ok(boss('POST', `/team/invites/${invite.inviteId}/resend`));
  await accept();
  await ok(boss('PATCH', `/team/members/${invite.inviteId}`, { role: 'dispatcher' }));
  await ok(boss('DELETE', `/team/members/${invite.inviteId}`), 204);
  await ok(boss('POST', '/team/invites', guest), 201);
  await accept();
  const other = await ok(boss('POST', '/team/invites', { ...guest, email: 'lou@example.org' }), 201);
  await ok(boss('DELETE', `/team/invites/${other.invite.inviteId}`), 204);
}

/** Uploaded by a form, as browsers do, and looked at. */
async function aPhoto({ phone }: Awaited<ReturnType<typeof company>>) {
  const asked = await phone('POST', '/uploads', { purpose: 'photo', contentType: 'image/png' });
  const { url, fields, path } = asked.body;
  const form = new FormData();
  for (const [name, value] of Object.entries(fields as Record<string, string>)) form.append(name, value);
  form.append('file', new Blob(['a picture']));
  expect((await fetch(url, { method: 'POST', body: form })).status).toBe(204);
  const { status, headers, text } = await stack.call('GET', path);
  expect([status, headers.get('content-type'), text]).toEqual([200, 'image/png', 'a picture']);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect((await stack.call('GET', '/media/nothing.png')).status).toBe(403);
}

/** An account that is not switched on, and then is. */
async function someoneWaits() {
  const waiting = { accountId: 'waiting', memberId: 'waiting-owner' };
  const { token } = await stack.member('owner', { ...waiting, enabled: false });
  const body = { email: 'waits@example.org' };
  expect((await stack.call('POST', '/waitlist', { token, body })).status).toBe(202);
  await stack.member('owner', { ...waiting, enabled: true });
  expect((await stack.outbox()).filter(({ to }) => to === body.email)).toHaveLength(1);
}

/** In the middle of the drive. */
async function inAnotherVan({ desk, technician: { memberId } }: Awaited<ReturnType<typeof company>>) {
  const { body } = await desk('POST', '/vehicles', { name: 'Van 3' });
  await desk('PUT', `/vehicles/${body.vehicle.vehicleId}/driver`, { memberId });
  await stack.idle();
}

/** Listed for the office, as a table too, and for whose it is; corrected. */
async function timeSpent(
  firm: Awaited<ReturnType<typeof company>>,
  ok: (asked: Promise<Answer>) => Promise<{ entries: { entryId: string; from: string }[] }>,
) {
  const now = await stack.now();
  const [from, to] = [now - 3_600_000, now + 3_600_000].map((at) => new Date(at).toISOString());
  const path = `/time-entries?from=${from}&to=${to}`;
  await ok(firm.phone('GET', path));
  await ok(stack.call('GET', path, { token: firm.owner.token, headers: { accept: 'text/csv' } }));
  const [entry] = (await ok(firm.desk('GET', path))).entries;
  const corrected = { to: new Date(Date.parse(entry?.from ?? '') + 5000).toISOString(), reason: 'a slip' };
  await ok(firm.desk('PATCH', `/time-entries/${entry?.entryId}`, corrected));
}

/** Boards of the office: one that stays, one that vanishes without a word, and one whose member loses access. */
async function watchBoards() {
  const { memberId, token: leaving } = await stack.member('dispatcher', {
    accountId: 'acme',
    name: 'Lee Ver',
  });
  const { token } = await stack.member('dispatcher', { accountId: 'acme', memberId: 'acme-desk' });
  const open = async (of: string) => {
    const { ticket, url } = (await stack.call('POST', '/live/ticket', { token: of })).body;
    const board = await openSocket(url);
    board.say({ type: 'hello', ticket });
    await board.told(({ type }) => type === 'welcome');
    return board;
  };
  const [stays, vanishes] = [await open(token), await open(token), await open(leaving)];
  await stack.fault({ service: 'apigateway', operation: '$disconnect', kind: 'error', times: 1 });
  vanishes?.close();
  await vanishes?.closed;
  await stack.invoke('service-tracker-provision', { member: { memberId, active: false } });
  return stays as NonNullable<typeof stays>;
}

/** An hour's drive: of a shorter one, where no streets are known, another route is due whoever watches. */
const FAR_METERS = 80_000;

/** What open pages set in motion: told, gone without a word, closed with their link, still there at its end. */
async function lookOn(firm: Awaited<ReturnType<typeof company>>) {
  const { visit, link } = await firm.book();
  const shown = async (token: string) => (await stack.call('GET', `/t/${token}/status`)).body;
  const { url } = (await shown(link.token)).live;
  const is = (status: string) => showing((one) => one.status === status);
  const [page, vanishing] = [await listen(url, link.token), await listen(url, link.token)];
  for (const one of [page, vanishing]) await one.told(is('pending_dispatch'));
  await firm.report([southOf(FAR_METERS)]);
  await firm.step(visit.visitId, 'en_route');
  await stack.idle();

  await stack.fault({ service: 'apigateway', operation: '$disconnect', kind: 'error', times: 1 });
  vanishing.close();
  await vanishing.closed;
  // So far along as the route itself expects, its age alone is a reason to ask for another while somebody watches.
  const { arrivesAt, computedAt } = (await shown(link.token)).eta;
  const share = 601 / ((Date.parse(arrivesAt) - Date.parse(computedAt)) / 1000);
  // A page that says nothing for ten minutes is cut off.
  await stack.advance(300);
  page.say({ type: 'ping' });
  await page.told(({ type }) => type === 'pong');
  await stack.advance(301);
  await firm.report([southOf(FAR_METERS * (1 - share))]);
  await stack.idle();
  const { token } = (await firm.desk('POST', `/visits/${visit.visitId}/link`)).body;
  await page.closed;

  // Nobody is seen leaving: the fence is swept.
  for (const status of ['arrived', 'completed']) await firm.step(visit.visitId, status);
  await stack.advance(24 * 3600 - 60);
  const late = await listen(url, token);
  await late.told(is('completed'));
  await stack.advance(120);
  late.say({ type: 'ping' });
  await late.closed;
  const strange = await listen(url, 'nobody');
  await strange.closed;
  await stack.idle();
}
