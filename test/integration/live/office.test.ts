import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handler as hearSocket } from '../../../functions/live/hear-socket.ts';
import { handler as showFact } from '../../../functions/live/show-fact.ts';
import { raiseAlert } from '../../../shared/alerts/raise-alert.ts';
import { sha256 } from '../../../shared/kernel/ids.ts';
import { MOST_BOARDS } from '../../../shared/live/answer-office.ts';
import { makeTicket } from '../../../shared/live/make-ticket.ts';
import { takeTicket } from '../../../shared/live/ticket-store.ts';
import { addWatcher, findOffice } from '../../../shared/live/watcher-store.ts';
import { findMember, saveMember } from '../../../shared/team/member-store.ts';
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

const hears = (connectionId: string, message: object) =>
  hearSocket({ requestContext: { connectionId, routeKey: '$default' }, body: JSON.stringify(message) });
const ticketOf = async (who: Who) => (await call('POST /live/ticket', { as: who })).body;
/** A board that listens, and what it is told from then on. */
async function board(who: Who) {
  const { ticket } = await ticketOf(who);
  const page = sockets.open();
  await hears(page.id, { type: 'hello', ticket });
  expect(page.told.splice(0)).toEqual([{ type: 'welcome' }]);
  return page;
}
const happened = (company: Company, visitId: string) =>
  showFact({ detail: { accountId: company.accountId, visitId, kind: 'visit.edited' } } as never);

describe('a ticket', () => {
  it('opens one socket, once', async () => {
    const { ticket, url, expiresAt } = await ticketOf(firm.desk);
    expect(url).toBe('wss://track.example.com/live');
    expect(Date.parse(expiresAt)).toBeGreaterThan(Date.now());
    const [first, second] = [sockets.open(), sockets.open()];
    await hears(first.id, { type: 'hello', ticket });
    await hears(second.id, { type: 'hello', ticket });
    expect([first.told, second.told]).toEqual([[{ type: 'welcome' }], [{ type: 'gone' }]]);
    expect([first.isOpen(), second.isOpen()]).toEqual([true, false]);
  });

  it.each([
    [59_999, true],
    [60_000, false],
  ])('is good for a minute: after %i ms', async (age, good) => {
    const now = Date.now();
    const { ticket } = await makeTicket(firm.desk, now);
    expect((await takeTicket(ticket, now + age)) !== undefined).toBe(good);
  });

  it('that is none leads nowhere, and the token of a link is none', async () => {
    const { link } = await book(firm);
    for (const ticket of ['', 'x'.repeat(22), sha256('x'), link.token, 7, { a: 1 }]) {
      const page = sockets.open();
      await hears(page.id, { type: 'hello', ticket });
      expect(page.told).toEqual([{ type: 'gone' }]);
      expect(page.isOpen()).toBe(false);
    }
  });
});

describe('a board that is open', () => {
  it('is told what happened to visits, as they are when asked for, and to nobody else', async () => {
    const rival = await aCompany();
    const [here, owner, elsewhere] = [
      await board(firm.desk),
      await board(firm.owner),
      await board(rival.desk),
    ];
    const { visitId } = await book(firm);
    await step(firm, visitId, 'dispatched');
    await happened(firm, visitId);
    const { body } = await call('GET /visits/{visitId}', { as: firm.desk, path: { visitId } });
    expect(here.told).toEqual([{ type: 'visit', visit: body.visit }]);
    expect(owner.told).toEqual(here.told);
    expect(elsewhere.told).toEqual([]);
  });

  it('is told of alerts', async () => {
    const page = await board(firm.desk);
    const { accountId } = firm;
    const alert = { accountId, kind: 'late', subject: 'x', occasion: 'now', text: 'Late.' } as const;
    await raiseAlert(alert, Date.now());
    const [listed] = (await call('GET /alerts', { as: firm.desk })).body.alerts;
    await showFact({ detail: { kind: 'alert.raised', accountId, alertId: listed.alertId } } as never);
    expect(page.told).toEqual([{ type: 'alert', alert: listed }]);
  });

  it.each([
    ['has lost access', { active: false }],
    ['became a technician', { role: 'technician' as const }],
  ])('of somebody who %s is closed at the next word, untold', async (_, change) => {
    const who = await firm.hire('dispatcher', `Leaver${Object.keys(change)} Once`);
    const [told, pinged, stays] = [await board(who), await board(who), await board(firm.desk)];
    const member = await findMember(who.memberId);
    await saveMember({ ...(member as NonNullable<typeof member>), ...change });
    await hears(pinged.id, { type: 'ping' });
    const { visitId } = await book(firm);
    await happened(firm, visitId);
    expect([told.told, pinged.told]).toEqual([[{ type: 'gone' }], [{ type: 'gone' }]]);
    expect([told.isOpen(), pinged.isOpen()]).toEqual([false, false]);
    await hears(stays.id, { type: 'ping' });
    expect(stays.told.map(({ type }) => type)).toEqual(['visit', 'pong']);
  });

  it('that is gone is forgotten, and the others are told', async () => {
    const [gone, here] = [await board(firm.desk), await board(firm.desk)];
    gone.vanish();
    await happened(firm, (await book(firm)).visitId);
    expect(here.told).toHaveLength(1);
    const known = await findOffice(firm.accountId, Date.now());
    expect(known.map(({ connectionId }) => connectionId)).not.toContain(gone.id);
  });

  it('does not hear where as many listen as may', async () => {
    const crowded = await aCompany();
    const { accountId, memberId } = crowded.desk;
    const crowd = Array.from({ length: MOST_BOARDS - 1 }, (_, n) => `board-${n}`);
    await Promise.all(
      crowd.map((connectionId) => addWatcher({ connectionId, accountId, memberId }, Date.now())),
    );
    await board(crowded.desk);
    const late = sockets.open();
    await hears(late.id, { type: 'hello', ticket: (await ticketOf(crowded.desk)).ticket });
    expect(late.told).toEqual([{ type: 'full' }]);
    expect(late.isOpen()).toBe(false);
  });
});
