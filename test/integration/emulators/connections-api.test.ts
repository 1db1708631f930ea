import {
  ApiGatewayManagementApiClient,
  DeleteConnectionCommand,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sockets, startSockets } from '../../support/sockets.ts';

let sockets: Sockets;
let gateway: ApiGatewayManagementApiClient;

beforeAll(async () => {
  sockets = await startSockets();
  gateway = new ApiGatewayManagementApiClient({
    endpoint: String(process.env['SOCKETS_ENDPOINT']),
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
});
afterAll(() => sockets.stop());

const post = (ConnectionId: string, Data: string) =>
  gateway.send(new PostToConnectionCommand({ ConnectionId, Data: Buffer.from(Data) }));

describe('the management API of sockets', () => {
  it('sends and closes', async () => {
    const page = sockets.open();
    await post(page.id, '{"type":"pong"}');
    expect(page.told).toEqual([{ type: 'pong' }]);
    await gateway.send(new DeleteConnectionCommand({ ConnectionId: page.id }));
    expect(page.isOpen()).toBe(false);
  });

  it('says that a socket is gone when it is, or is not open yet', async () => {
    const page = sockets.open();
    page.vanish();
    for (const id of [page.id, 'about-to-open=']) {
      await expect(post(id, '{}')).rejects.toMatchObject({ name: 'GoneException' });
    }
    const close = gateway.send(new DeleteConnectionCommand({ ConnectionId: page.id }));
    await expect(close).rejects.toMatchObject({ name: 'GoneException' });
  });

  it('takes 128 KB and no more', async () => {
    const page = sockets.open();
    await post(page.id, JSON.stringify('x'.repeat(128 * 1024 - 2)));
    const tooLarge = post(page.id, JSON.stringify('x'.repeat(128 * 1024 - 1)));
    await expect(tooLarge).rejects.toMatchObject({ name: 'PayloadTooLargeException' });
  });
});
