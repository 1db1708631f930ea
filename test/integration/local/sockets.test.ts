import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createFaults } from '../../../local/faults/faults.ts';
import { createConnections } from '../../../local/sockets/connections.ts';
import { createSocketGateway } from '../../../local/sockets/socket-gateway.ts';
import { createUsage } from '../../../local/usage/usage.ts';

const KB = 1024;
const timing = { now: Date.now, changed: () => undefined };
let heard: string[] = [];
const gateway = createSocketGateway({
  ...timing,
  sockets: {
    id: 'live',
    host: 'live.example',
    stage: 'live',
    paths: ['/live'],
    selection: '$request.body.type',
    routes: { $default: { functionArn: 'said', throttle: { rate: 1000, burst: 1000 } } },
  },
  originHeaders: {},
  connections: createConnections({ ...timing, usage: createUsage() }),
  pool: {
    invoke: async (_, event) => {
      heard.push((event as { body: string }).body);
      return { ok: true, payload: '{"statusCode":200}' };
    },
  },
  faults: createFaults(),
});
const server = createServer().on('upgrade', (...upgrade) => void gateway.upgrade(...upgrade));
beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
});
afterAll(() => {
  gateway.stop();
  server.close();
});
beforeEach(() => {
  heard = [];
});

async function open(): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}/live`);
  await once(socket, 'open');
  return socket;
}
const sendFrames = (socket: WebSocket, ...sizes: number[]) =>
  sizes.forEach((size, index) => {
    socket.send('x'.repeat(size), { fin: index === sizes.length - 1 });
  });

it.each([
  ['a frame of 32 KB', [32 * KB]],
  ['a message of 128 KB in four frames', [32 * KB, 32 * KB, 32 * KB, 32 * KB]],
  ['small frames, one after another in one piece', [1, 125, 126, 127]],
])('%s arrives', async (_, sizes) => {
  const socket = await open();
  sendFrames(socket, ...sizes);
  const closed = once(socket, 'close');
  socket.close(1000);
  expect((await closed)[0]).toBe(1000);
  expect(heard.map(({ length }) => length)).toEqual([sizes.reduce((sum, size) => sum + size)]);
});

it.each([
  ['a frame of more than 32 KB', [32 * KB + 1]],
  ['a frame of more than 64 KB', [64 * KB + 1]],
  ['a large frame behind a small one', [1, 32 * KB + 1]],
  ['a message of more than 128 KB', [32 * KB, 32 * KB, 32 * KB, 32 * KB, 1]],
])('%s closes the socket with 1009 and reaches nobody', async (_, sizes) => {
  const socket = await open();
  sendFrames(socket, ...sizes);
  expect((await once(socket, 'close'))[0]).toBe(1009);
  expect(heard).toEqual([]);
});
