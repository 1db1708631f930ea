import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBStreamEvent } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handler as closeSocket } from '../../../functions/live/close-socket.ts';
import { handler as hearSocket } from '../../../functions/live/hear-socket.ts';
import { handler as showDrive } from '../../../functions/live/show-drive.ts';
import { handler as showLink } from '../../../functions/live/show-link.ts';
import { transact } from '../../../shared/kernel/table.ts';
import { HOUR, instant } from '../../../shared/kernel/time.ts';
import { MOST_WATCHERS } from '../../../shared/live/answer-page.ts';
import { addWatcher, findWatcher, findWatchers, isWatched } from '../../../shared/live/watcher-store.ts';
import { accountKey } from '../../../shared/team/account-store.ts';
import type { LiveItem } from '../../../shared/tracking/live.ts';
import { linkWrites } from '../../../shared/visits/link-store.ts';
import { linkHash } from '../../../shared/visits/link-token.ts';
import type { Visit } from '../../../shared/visits/visit.ts';
import { putRecord, startTables } from '../../support/real-tables.ts';
import { sampleAccount, sampleVisit } from '../../support/sample-visit.ts';
import { type Sockets, startSockets } from '../../support/sockets.ts';

let tables: Awaited<ReturnType<typeof startTables>>;
let sockets: Sockets;
beforeAll(async () => {
  [tables, sockets] = await Promise.all([startTables(), startSockets()]);
  process.env['LIVE_URL'] = 'wss://track.example.com/live';
  await putRecord({ ...accountKey('account_mike'), ...sampleAccount() });
});
afterAll(async () => {
  await Promise.all([tables?.stop(), sockets?.stop()]);
});

let visits = 0;
async function linked(more: Partial<Visit> = {}) {
  const token = `live-${++visits}`.padEnd(22, 'x');
  const link = { hash: linkHash(token), generation: 1, expiresAt: instant(Date.now() + HOUR) };
  const visit = sampleVisit({ visitId: `visit_live_${visits}`, link, ...more });
  await transact(linkWrites(undefined, visit));
  return { token, visit };
}

const hears = (id: string, message: unknown) =>
  hearSocket({
    requestContext: { connectionId: id, routeKey: '$default' },
    body: JSON.stringify(message),
  });
/** A page that listens, and what it is told from then on. */
async function listening(token: unknown) {
  const page = sockets.open();
  await hears(page.id, { type: 'hello', token });
  const told = page.told.splice(0);
  return { ...page, first: told[0] };
}

const records = (...images: (readonly [name: 'NewImage' | 'OldImage', item: object])[]) =>
  ({
    Records: images.map(([name, item], index) => ({
      dynamodb: {
        [name]: marshall(item, { removeUndefinedValues: true }),
        SequenceNumber: String(index + 1),
      },
    })),
  }) as DynamoDBStreamEvent;
const liveOf = (visit: Visit, lat: number): LiveItem => ({
  visitId: visit.visitId,
  trip: 1,
  position: { lat, lng: -74.01, at: instant(Date.now()) },
  updatedAt: instant(Date.now()),
});

describe('a page that says hello', () => {
  it('is told what its link shows, and is known by its visit', async () => {
    const { token, visit } = await linked();
    const page = await listening(token);
    expect(page.first).toMatchObject({ type: 'status', status: { status: 'en_route' } });
    expect(await isWatched(visit.visitId, Date.now())).toBe(true);
    await closeSocket({ requestContext: { connectionId: page.id, routeKey: '$disconnect' } });
    expect(await isWatched(visit.visitId, Date.now())).toBe(false);
    expect(await findWatcher(page.id)).toBeUndefined();
  });

  it('with a dead token is told so, closed, and never noted', async () => {
    const { token, visit } = await linked();
    await transact(linkWrites(visit, { ...visit, status: 'cancelled' }));
    const { token: alive } = await linked();
    for (const dead of [token, 'B'.repeat(22), '', [alive], { toString: 1 }]) {
      const page = await listening(dead);
      expect(page.first).toEqual({ type: 'gone' });
      expect(page.isOpen()).toBe(false);
      expect(await findWatcher(page.id)).toBeUndefined();
    }
  });

  it('that is gone before it is answered leaves nothing behind', async () => {
    const { token, visit } = await linked();
    const page = sockets.open();
    page.vanish();
    expect(await hears(page.id, { type: 'hello', token })).toEqual({ statusCode: 200 });
    expect(await isWatched(visit.visitId, Date.now())).toBe(false);
  });

  it('where as many listen to the same link as may is told to ask instead, and not noted', async () => {
    const { token, visit } = await linked();
    const crowd = Array.from({ length: MOST_WATCHERS - 1 }, (_, n) => `crowd-${n}`);
    const hash = linkHash(token);
    await Promise.all(
      crowd.map((connectionId) => addWatcher({ connectionId, visitId: visit.visitId, hash }, Date.now())),
    );
    const last = await listening(token);
    const late = await listening(token);
    expect([last.first.type, late.first]).toEqual(['status', { type: 'full' }]);
    expect([last.isOpen(), late.isOpen()]).toEqual([true, false]);
    expect(await findWatcher(late.id)).toBeUndefined();
    await hears(last.id, { type: 'hello', token });
    expect(last.told.at(-1).type).toBe('status');
    await closeSocket({ requestContext: { connectionId: last.id, routeKey: '$disconnect' } });
    expect((await listening(token)).first.type).toBe('status');
  });

  it('again, for another visit, listens to that one alone', async () => {
    const [first, second] = [await linked(), await linked()];
    const page = await listening(first.token);
    await hears(page.id, { type: 'hello', token: second.token });
    expect(await isWatched(first.visit.visitId, Date.now())).toBe(false);
    expect(await isWatched(second.visit.visitId, Date.now())).toBe(true);
  });
});

describe('what is told to open pages', () => {
  it.each([
    [119, 1],
    [121, 0],
  ])('rests on a fix of the last two minutes: %i s old', async (seconds, times) => {
    const { token, visit } = await linked();
    const page = await listening(token);
    const at = instant(Date.now() - seconds * 1000);
    await showDrive(records(['NewImage', { ...liveOf(visit, 40.69), at }]));
    expect(page.told).toHaveLength(times);
  });

  it('is the newest of a batch, once, to each of them and nobody else', async () => {
    const { token, visit } = await linked();
    const another = await listening((await linked()).token);
    const pages = [await listening(token), await listening(token)];
    const answer = await showDrive(
      records(['NewImage', liveOf(visit, 40.68)], ['NewImage', liveOf(visit, 40.69)]),
    );
    expect(answer.batchItemFailures).toEqual([]);
    for (const { told } of pages) {
      expect(told).toHaveLength(1);
      expect(told[0].status.position.lat).toBe(40.69);
    }
    expect(another.told).toEqual([]);
  });

  it('holds no position once the link says that the drive is over', async () => {
    const { token, visit } = await linked();
    const page = await listening(token);
    const arrived = { ...visit, status: 'arrived' as const };
    await transact(linkWrites(visit, arrived));
    await showDrive(records(['NewImage', liveOf(visit, 40.69)]));
    expect(page.told).toEqual([]);
    await showLink(records(['NewImage', { visitId: visit.visitId }]));
    expect(page.told).toMatchObject([{ status: { status: 'arrived' } }]);
    expect(JSON.stringify(page.told)).not.toContain('position');
  });

  it('is that the link is gone, to those who came by it alone', async () => {
    const { token, visit } = await linked();
    const old = await listening(token);
    const renewed = {
      ...visit,
      link: { ...visit.link, hash: linkHash('renewed'.padEnd(22, 'x')), generation: 2 },
    };
    await transact(linkWrites(visit, renewed));
    const page = await listening('renewed'.padEnd(22, 'x'));
    await showLink(records(['OldImage', { visitId: visit.visitId }]));
    expect(old.told).toEqual([{ type: 'gone' }]);
    expect(old.isOpen()).toBe(false);
    expect(page.isOpen()).toBe(true);
    const watchers = await findWatchers(visit.visitId, Date.now(), 'consistent');
    expect(watchers.map(({ connectionId }) => connectionId)).toEqual([page.id]);
  });

  it('is told to the others when one of them has gone, which is then forgotten', async () => {
    const { token, visit } = await linked();
    const [gone, here] = [await listening(token), await listening(token)];
    gone.vanish();
    await showLink(records(['NewImage', { visitId: visit.visitId }]));
    expect(here.told).toHaveLength(1);
    expect(await findWatcher(gone.id)).toBeUndefined();
    expect(await findWatchers(visit.visitId, Date.now(), 'consistent')).toHaveLength(1);
  });

  it('comes again when the gateway failed', async () => {
    const { token, visit } = await linked();
    const other = await linked();
    const page = await listening(token);
    sockets.breaks(3);
    const batch = records(
      ['NewImage', { visitId: visit.visitId }],
      ['NewImage', { visitId: other.visit.visitId }],
    );
    expect(await showLink(batch)).toEqual({ batchItemFailures: [{ itemIdentifier: '1' }] });
    expect(await showLink(batch)).toEqual({ batchItemFailures: [] });
    expect(page.told).toHaveLength(1);
  });

  it('reaches the others when one of them cannot be told', async () => {
    const { token, visit } = await linked();
    const pages = [await listening(token), await listening(token), await listening(token)];
    sockets.breaksFor(pages[1]?.id ?? '');
    const batch = records(['NewImage', { visitId: visit.visitId }]);
    expect(await showLink(batch)).toEqual({ batchItemFailures: [{ itemIdentifier: '1' }] });
    expect(pages.map(({ told }) => told.length)).toEqual([1, 0, 1]);
  });
});
