import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { transact } from '../../../shared/kernel/table.ts';
import { RetryLater } from '../../../shared/messaging/dependencies.ts';
import { listMessages } from '../../../shared/messaging/message-store.ts';
import { sendTexts } from '../../../shared/messaging/send-texts.ts';
import type { Telling } from '../../../shared/messaging/team-occasion.ts';
import type { Member } from '../../../shared/team/member.ts';
import { factWrite } from '../../../shared/visits/fact-store.ts';
import type { Fact, Visit } from '../../../shared/visits/visit.ts';
import { startTables } from '../../support/real-tables.ts';
import { aTextedVisit, invalid, refused, silence } from '../../support/texted-visit.ts';

let tables: Awaited<ReturnType<typeof startTables>>;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables?.stop());

const OFFICE = { role: 'dispatcher', memberId: 'member_olga' } as const;
const member = (name: string, more: Partial<Member> = {}): Member => ({
  memberId: `member_${name.toLowerCase()}`,
  accountId: 'account_mike',
  role: 'technician',
  name,
  active: true,
  phone: `+1415555010${name.length}`,
  ...more,
});
const onVisit = (...names: string[]) =>
  names.map((name) => ({ memberId: `member_${name.toLowerCase()}`, firstName: name }));

/** A muted visit, so that only the team is told; of Marcus and Bo, with Ana who may lose or get it. */
async function aTeam(
  more: Partial<Visit> = {},
  members = ['Marcus', 'Bo', 'Ana'].map((name) => member(name)),
) {
  const story = await aTextedVisit({ status: 'dispatched', technicians: onVisit('Marcus', 'Bo'), ...more });
  story.members.push(...members);
  const written = async (kind: Fact['kind'], particulars: Partial<Fact> = {}): Promise<Telling> => {
    const fact = { ...story.fact(kind), accountId: 'account_mike', by: OFFICE, ...particulars };
    await transact([factWrite(fact)]);
    return fact;
  };
  const tell = (fact: Telling, last = false) => sendTexts(fact, last, story.dependencies);
  const toTeam = async () =>
    (await listMessages(story.visit.visitId))
      .filter(({ recipient }) => recipient !== undefined)
      .map(({ recipient = '', kind, state, reason, channel, to }) => ({
        line: [recipient.slice('member_'.length), kind, channel, state, ...(reason ? [reason] : [])].join(
          ' ',
        ),
        to,
      }));
  const lines = async () => (await toTeam()).map(({ line }) => line).sort();
  return { ...story, written, tell, toTeam, lines };
}

describe('technicians', () => {
  it.each<[Fact['kind'], Partial<Visit>, Partial<Fact>, string[]]>([
    ['visit.dispatched', {}, {}, ['bo dispatched', 'marcus dispatched']],
    ['visit.dispatched', {}, { by: { role: 'technician', memberId: 'member_marcus' } }, ['bo dispatched']],
    ['visit.dispatched', { status: 'pending_dispatch' }, {}, []],
    [
      'visit.reassigned',
      { status: 'pending_dispatch' },
      { joined: ['member_bo'], left: ['member_ana'] },
      ['ana unassigned', 'bo assigned'],
    ],
    ['visit.reassigned', { status: 'cancelled' }, { joined: ['member_bo'], left: [] }, []],
    ['visit.reassigned', {}, { joined: [], left: ['member_bo'] }, []],
    ['visit.rescheduled', { movedWith: 1 }, {}, ['bo rescheduled', 'marcus rescheduled']],
    ['visit.cancelled', { status: 'cancelled' }, {}, ['bo cancelled', 'marcus cancelled']],
    ['visit.late', { late: { since: '2026-11-20T13:30:00.000Z' } }, {}, ['bo late', 'marcus late']],
    ['visit.late', { status: 'arrived', late: { since: '2026-11-20T13:30:00.000Z' } }, {}, []],
    ['visit.en_route', { status: 'en_route' }, {}, []],
  ])('are told of %s, each who is concerned but whoever did it: %j %j', async (kind, visit, fact, told) => {
    const story = await aTeam({ version: 1, ...visit });
    await story.tell(await story.written(kind, fact));
    const sent = (await story.lines()).filter((line) => line.endsWith(' sent'));
    expect(sent).toEqual(told.map((one) => `${one} sms sent`));
  });

  it('are told on their devices, and by a text where there are none or none takes it; once', async () => {
    const story = await aTeam();
    story.withDevice();
    Object.assign(story.devices[0] ?? {}, { memberId: 'member_marcus' });
    const fact = await story.written('visit.dispatched');
    for (let delivery = 0; delivery < 3; delivery++) await story.tell(fact);
    expect(await story.lines()).toEqual(['bo dispatched sms sent', 'marcus dispatched push sent']);
    expect(story.left).toHaveLength(1);
    expect(story.pushed).toHaveLength(1);
    expect(story.pushed[0]).toContain('Dispatched: Dana');
    expect(story.ends).toContain('team push sent');
  });

  it('hear nothing where there is no mobile number, and where their access has ended', async () => {
    const { phone: _, ...marcus } = member('Marcus');
    const story = await aTeam({}, [marcus, member('Bo', { active: false })]);
    await story.tell(await story.written('visit.dispatched'));
    expect(story.left).toEqual([]);
    expect(await story.lines()).toEqual([
      'bo dispatched sms suppressed outdated',
      'marcus dispatched sms suppressed not_mobile',
    ]);
  });

  it('are each told for all that befalls the others, and the office hears of whom it could not tell', async () => {
    const story = await aTeam({ technicians: onVisit('Marcus') });
    story.answers.push(invalid);
    const fact = await story.written('visit.dispatched');
    await expect(story.tell(fact)).rejects.toThrow(RetryLater);
    expect(await story.lines()).toEqual(['marcus dispatched sms failed InvalidParameter']);
    expect([...story.alerts.values()]).toEqual([
      'NOT SENT: the text “dispatched” to Marcus, about Dana Whitfield (InvalidParameter).',
    ]);
  });

  it('get no second text when nobody knows whether the first one left', async () => {
    const story = await aTeam({ technicians: onVisit('Marcus') });
    story.answers.push(silence);
    const fact = await story.written('visit.dispatched');
    await expect(story.tell(fact)).rejects.toThrow(RetryLater);
    story.pass(60_000);
    await story.tell(fact);
    expect(story.left).toHaveLength(1);
    expect(await story.lines()).toEqual(['marcus dispatched sms unknown']);
  });

  it('are told one set each, whether customers are told one of the visit or one of each', async () => {
    for (const oneSetPerVisit of [true, false]) {
      const story = await aTeam();
      const account = await story.dependencies.findAccount('', 0);
      const settings = { ...account?.settings, oneSetPerVisit };
      const dependencies = { ...story.dependencies, findAccount: async () => ({ ...account, settings }) };
      await sendTexts(await story.written('visit.dispatched'), false, dependencies as never);
      expect(await story.lines()).toEqual(['bo dispatched sms sent', 'marcus dispatched sms sent']);
    }
  });
});

describe('the office', () => {
  const alert = {
    alertId: 'alert_1',
    accountId: 'account_mike',
    kind: 'late',
    at: '2026-11-20T13:50:00.000Z',
    text: 'LATE: Marcus has not arrived at Dana Whitfield - 30 min overdue.',
  } as const;
  const raised = (visitId: string, more = {}): Telling => ({
    factId: 'alert_1.alert.raised',
    kind: 'alert.raised',
    accountId: 'account_mike',
    alertId: 'alert_1',
    alertKind: 'late',
    visitId,
    ...more,
  });
  const office = [
    member('Olga', { role: 'dispatcher', alerts: { sms: true, push: false } }),
    member('Ina', { role: 'owner', alerts: { sms: false, push: true } }),
    member('Silent', { role: 'owner' }),
    member('Marcus', { alerts: { sms: true, push: true } }),
    member('Gone', { role: 'owner', active: false, alerts: { sms: true, push: true } }),
  ];

  it('is told of an alert as each member wants it, once', async () => {
    const story = await aTeam({}, office);
    story.raised.push(alert);
    for (let delivery = 0; delivery < 2; delivery++) await story.tell(raised(story.visit.visitId));
    expect(story.left).toEqual([alert.text]);
    expect(await story.lines()).toEqual(['ina alert sms suppressed switched_off', 'olga alert sms sent']);
  });

  it.each([
    ['somebody has seen to', { acknowledgedAt: alert.at }, {}],
    ['is for the board alone', {}, { alertKind: 'reply' }],
    ['is about no visit', {}, { visitId: undefined }],
  ])('hears nothing of one that %s', async (_, of, fact) => {
    const story = await aTeam({}, office);
    story.raised.push({ ...alert, ...of });
    await story.tell(raised(story.visit.visitId, fact));
    expect(story.left).toEqual([]);
  });

  it('raises no alert about a message about an alert', async () => {
    const story = await aTeam({}, office);
    story.raised.push(alert);
    story.answers.push(invalid);
    await expect(story.tell(raised(story.visit.visitId))).rejects.toThrow(RetryLater);
    expect(await story.lines()).toContain('olga alert sms failed InvalidParameter');
    story.answers.push(refused, refused, refused);
    await expect(story.tell(raised(story.visit.visitId), true)).rejects.toThrow(RetryLater);
    expect([...story.alerts.values()]).toEqual([]);
  });
});
