import type { Browser, WebSocketRoute } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { company, southOf } from '../support/company.ts';
import { listen, openSocket, type PageSocket, showing } from '../support/page-socket.ts';
import { type Stack, startStack } from '../support/stack.ts';

let stack: Stack;
let firm: Awaited<ReturnType<typeof company>>;
const pages: PageSocket[] = [];

beforeAll(async () => {
  stack = await startStack();
  firm = await company(stack, 'acme');
});
afterAll(async () => {
  for (const page of pages) page.close();
  await stack?.stop();
});

/** A page of this link, as a browser opens it: the address of the socket is in the status. */
async function open(token: string) {
  const { body } = await stack.call('GET', `/t/${token}/status`);
  const page = await listen(body.live.url, token);
  pages.push(page);
  return page;
}

const at = (status: string) => showing((shown) => shown.status === status);
const liveUrl = () => `${stack.url.replace('http', 'ws')}/live`;

describe('an open page', () => {
  it('follows its visit from the drive to the door', async () => {
    const { visit, link } = await firm.book();
    const page = await open(link.token);
    const first = await page.told(at('pending_dispatch'));
    const asked = await stack.call('GET', `/t/${link.token}/status`);
    expect({ ...first.status, serverTime: '' }).toEqual({ ...asked.body, serverTime: '' });

    await firm.report([southOf(5000)]);
    await firm.step(visit.visitId, 'en_route');
    await page.told(at('en_route'));
    await stack.advance(30);
    await firm.report([southOf(4600)]);
    const moved = await page.told(showing(({ position }) => position !== undefined));
    expect(moved.status.position.lat).toBeCloseTo(southOf(4600).lat, 5);

    await firm.step(visit.visitId, 'arrived');
    const there = await page.told(at('arrived'));
    expect(there.status).not.toHaveProperty('position');
    await firm.step(visit.visitId, 'completed');
    expect((await page.told(at('completed'))).status).not.toHaveProperty('live');
  });

  it('is closed at once when its link is replaced, and the new one opens', async () => {
    const { visit, link } = await firm.book();
    const old = await open(link.token);
    await old.told(at('pending_dispatch'));
    const replaced = await firm.desk('POST', `/visits/${visit.visitId}/link`);
    await old.told(({ type }) => type === 'gone');
    await old.closed;
    const page = await open(replaced.body.token);
    await page.told(at('pending_dispatch'));
    await firm.step(visit.visitId, 'cancelled', { reason: 'customer called' });
    await page.told(({ type }) => type === 'gone');
    await page.closed;
  });

  it('learns of what happened while it was cut off', async () => {
    const { visit, link } = await firm.book();
    const page = await open(link.token);
    await page.told(at('pending_dispatch'));
    page.close();
    await page.closed;
    await firm.step(visit.visitId, 'dispatched');
    await stack.idle();
    await (await open(link.token)).told(at('dispatched'));
  });

  it('is closed when its link runs out, at the next word', async () => {
    const { visit, link } = await firm.book();
    await firm.step(visit.visitId, 'en_route');
    await firm.step(visit.visitId, 'completed');
    await stack.advance(24 * 3600 - 60);
    const page = await listen(liveUrl(), link.token);
    await page.told(at('completed'));
    await stack.advance(120);
    page.say({ type: 'ping' });
    await page.told(({ type }) => type === 'gone');
    await page.closed;
  });
});

describe('a socket', () => {
  it('that names no living link is told so and closed, whatever the cause', async () => {
    const { visit, link } = await firm.book();
    await firm.step(visit.visitId, 'cancelled', { reason: 'a mistake' });
    for (const token of [link.token, 'A'.repeat(22), '', 42]) {
      const page = await openSocket(liveUrl());
      page.say({ type: 'hello', token });
      expect(await page.told(() => true)).toEqual({ type: 'gone' });
      await page.closed;
    }
  });

  it('that says something else is not answered; a ping is', async () => {
    const page = await openSocket(liveUrl());
    for (const nonsense of ['', 'hello', '[]', 'null', { type: 'status' }, { type: 'toString' }])
      page.say(nonsense);
    page.say({ type: 'ping' });
    await stack.idle();
    expect(await page.told(() => true)).toEqual({ type: 'pong' });
    expect(page.unread()).toEqual([]);
    page.close();
  });

  it('is refused round the distribution', async () => {
    const direct = openSocket(liveUrl(), { host: 'live.execute-api.localhost' });
    await expect(direct).rejects.toThrow('403');
  });

  it('is opened by our own pages and by programs, and by no page of others', async () => {
    const from = (origin: string) => openSocket(liveUrl(), { origin });
    await expect(from('https://elsewhere.example')).rejects.toThrow('403');
    await expect(from('null')).rejects.toThrow('403');
    (await from(stack.url)).close();
    (await openSocket(liveUrl())).close();
  });

  it('that says more than 128 KB at once is closed', async () => {
    const page = await openSocket(liveUrl());
    page.say(`"${'x'.repeat(128 * 1024)}"`);
    expect(await page.closed).toBe(1009);
  });

  it('is closed when it is idle for ten minutes, and after two hours whatever it says', async () => {
    const idle = await openSocket(liveUrl());
    await stack.advance(9 * 60);
    idle.say({ type: 'ping' });
    await idle.told(({ type }) => type === 'pong');
    await stack.advance(9 * 60);
    expect(idle.unread()).toEqual([]);
    await stack.advance(61);
    expect(await idle.closed).toBe(1001);
    const busy = await openSocket(liveUrl());
    for (let minutes = 0; minutes < 120; minutes += 8) {
      await stack.advance(8 * 60);
      if (minutes + 8 < 120) busy.say({ type: 'ping' });
      if (minutes + 8 < 120) await busy.told(({ type }) => type === 'pong');
    }
    expect(await busy.closed).toBe(1001);
  });
});

describe('while sockets cannot be sent to', () => {
  it('nothing is lost: the page is told once they can', async () => {
    const { visit, link } = await firm.book();
    const page = await open(link.token);
    await page.told(at('pending_dispatch'));
    await stack.fault({ service: 'apigateway', kind: 'throttle', times: 4 });
    await firm.step(visit.visitId, 'dispatched');
    await stack.idle();
    await stack.advance(120);
    await page.told(at('dispatched'));
    expect(await stack.deadLetters()).toEqual([]);
  });
});

describe('in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());

  /** A page whose way to the server a test can cut; `sockets` are those it opened. */
  async function look(token: string, { blocked = false } = {}) {
    const page = await browser.newPage();
    const sockets: WebSocketRoute[] = [];
    const requests: string[] = [];
    page.on('request', (request) => requests.push(new URL(request.url()).pathname));
    await page.routeWebSocket(/\/live$/, (socket) => {
      sockets.push(socket);
      if (blocked) return void socket.close({ code: 1011 });
      socket.connectToServer();
    });
    await page.goto(`${stack.url}/t/${token}`);
    const says = (text: RegExp) => page.getByText(text).first().waitFor({ timeout: 15_000 });
    return { page, sockets, says, asked: () => requests.filter((path) => path.endsWith('/status')).length };
  }

  it('follows its visit, and a cut socket heals', async () => {
    const { visit, link } = await firm.book();
    const { page, sockets, says, asked } = await look(link.token);
    await expect.poll(() => sockets.length).toBe(1);
    await firm.step(visit.visitId, 'en_route');
    await says(/has set off|on the way/i);
    await sockets[0]?.close({ code: 1006 });
    await firm.step(visit.visitId, 'arrived');
    await says(/has arrived/i);
    expect(sockets.length).toBeGreaterThan(1);
    expect(asked()).toBe(0);
    await page.close();
  });

  it('says within ten seconds that nothing comes through, and takes the minutes away', async () => {
    const { visit, link } = await firm.book();
    await firm.report([southOf(5000)]);
    await firm.step(visit.visitId, 'en_route');
    await stack.advance(30);
    await firm.report([southOf(4000)]);
    await stack.idle();
    const page = await browser.newPage();
    await page.clock.install();
    let dead = false;
    await page.routeWebSocket(/\/live$/, (socket) => {
      const server = socket.connectToServer();
      socket.onMessage((message) => dead || server.send(message));
      server.onMessage((message) => dead || socket.send(message));
    });
    await page.goto(`${stack.url}/t/${link.token}`);
    const chip = page.locator('#chip');
    await page.locator('#amount').waitFor();
    await page.clock.runFor(3000);
    dead = true;
    await page.clock.runFor(10_000);
    expect(await chip.innerText()).toMatch(/^Reconnecting, as of \d{1,2}:\d\d [AP]M$/);
    expect(await page.locator('#aside').isVisible()).toBe(false);
    dead = false;
    await expect
      .poll(async () => {
        await page.clock.runFor(1000);
        return chip.innerText();
      })
      .not.toContain('Reconnecting');
    expect(await page.locator('#aside').isVisible()).toBe(true);
    await page.close();
    // Nobody drives to two visits at once.
    await firm.step(visit.visitId, 'completed');
  });

  it('is allowed its socket by its own content security policy', async () => {
    const { link } = await firm.book();
    const page = await browser.newPage();
    const told = page
      .waitForEvent('websocket')
      .then((socket) =>
        socket.waitForEvent('framereceived', ({ payload }) => String(payload).includes('status')),
      );
    await page.goto(`${stack.url}/t/${link.token}`);
    await told;
    await page.close();
  });

  it('asks instead where sockets are blocked', async () => {
    const { visit, link } = await firm.book();
    const { page, says, asked } = await look(link.token, { blocked: true });
    await firm.step(visit.visitId, 'en_route');
    await says(/has set off|on the way/i);
    expect(asked()).toBeGreaterThan(0);
    await page.close();
  });
});
