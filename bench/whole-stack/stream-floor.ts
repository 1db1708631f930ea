import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import { createTables } from '../../local/dynamodb/create-tables.ts';
import { startEngine } from '../../local/dynamodb/engine.ts';
import { createEngineClient } from '../../local/dynamodb/engine-client.ts';
import { createStreamReader } from '../../local/streams/stream-reader.ts';
import { repeat } from '../report/statistics.ts';

const TIMES = 300;
const TABLE = 'bare';
const PROPERTIES = {
  AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
};

/** A write, its stream record read, a message through a socket: with nothing of ours between. Milliseconds each. */
export async function measureStreamFloor(): Promise<number[]> {
  const engine = await startEngine();
  const client = createEngineClient(engine.endpoint);
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  const listening = once(server, 'listening');
  try {
    await createTables(engine.endpoint, [{ name: TABLE, properties: PROPERTIES }]);
    await listening;
    const reader = createStreamReader({ engine: client, table: TABLE, position: () => undefined });
    const page = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
    const [[socket]] = (await Promise.all([once(server, 'connection'), once(page, 'open')])) as [
      [WebSocket],
      unknown,
    ];
    const took = await repeat(TIMES, async (turn) => {
      const started = performance.now();
      const Item = { pk: { S: 'item' }, turn: { N: String(turn) } };
      await client.call('DynamoDB_20120810.PutItem', { TableName: TABLE, Item });
      let read = await reader.read();
      while (!read) read = await reader.read();
      const told = once(page, 'message');
      socket.send(JSON.stringify(read.records.at(-1)));
      await told;
      return performance.now() - started;
    });
    page.terminate();
    return took;
  } finally {
    server.close();
    client.close();
    await engine.stop();
  }
}
