import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { createEngineClient, type EngineClient } from '../../local/dynamodb/engine-client.ts';

/** One DynamoDB call as it went over the wire. */
export interface MeteredCall {
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** Capacity units: read or write, as the operation goes. */
  readonly units: number;
}

/** Stands before the engine and notes every call and what it consumed. */
export interface Meter {
  readonly url: string;
  stop(): void;
}

/** `GET /taken` answers the calls since it was last asked. */
export async function startMeter(engineEndpoint: string): Promise<Meter> {
  const engine = createEngineClient(engineEndpoint);
  let taken: MeteredCall[] = [];
  const server = createServer(async (incoming, outgoing) => {
    if (incoming.method === 'GET') {
      outgoing.end(JSON.stringify(taken));
      taken = [];
      return;
    }
    await forward(engine, incoming, outgoing, (call) => taken.push(call));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop() {
      server.close();
      server.closeAllConnections();
      engine.close();
    },
  };
}

async function forward(
  engine: EngineClient,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  note: (call: MeteredCall) => void,
): Promise<void> {
  const input = (await json(incoming)) as Record<string, unknown>;
  const target = String(incoming.headers['x-amz-target']);
  const answer = await engine.send(target, JSON.stringify({ ...input, ReturnConsumedCapacity: 'TOTAL' }));
  const { ConsumedCapacity = [], ...output } = JSON.parse(answer.body.toString('utf8'));
  const units = [ConsumedCapacity].flat().reduce((sum, one) => sum + (one.CapacityUnits ?? 0), 0);
  note({ operation: target.split('.')[1] ?? '', input, units: answer.status === 200 ? units : 1 });
  outgoing
    .writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' })
    .end(JSON.stringify(output));
}

/** What has been called since it was last asked, from any process. */
export async function takeFrom(meterUrl: string): Promise<MeteredCall[]> {
  const response = await fetch(`${meterUrl}/taken`);
  return (await response.json()) as MeteredCall[];
}
