import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startLocalCloud } from '../../local/cloud.ts';
import { client, freePort } from './stack.ts';

const ASSEMBLY = fileURLToPath(new URL('./tiny-stack', import.meta.url));

export type Tiny = Awaited<ReturnType<typeof startTiny>>;

/** The local cloud around five small functions of its own instead of the tracker's. */
export async function startTiny() {
  const dataDir = mkdtempSync(join(tmpdir(), 'tiny-stack-'));
  const port = await freePort();
  const start = () => startLocalCloud({ port, dataDir, quiet: true, seed: false, assembly: ASSEMBLY });
  let cloud = await start();
  const talk = client(cloud.url);
  return {
    ...talk,
    keep: (pk: string) => talk.call('POST', '/items', { body: { pk } }),
    /** How often the function behind the queue, or the rule, was given the note. */
    times: async (through: 'queue' | 'event', pk: string): Promise<number> =>
      (await talk.call('GET', `/items/${through}-${pk}`)).body.times,
    restart: async () => {
      await cloud.stop();
      cloud = await start();
    },
    stop: async () => {
      await cloud.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
