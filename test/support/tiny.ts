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
  const talk = client(cloud.url, false);
  return {
    ...talk,
    keep: (pk: string) => talk.call('POST', '/items', { body: { pk } }),
    /** How often the function behind the queue, or the rule, was given the note. */
    times: async (through: 'queue' | 'event', pk: string): Promise<number> =>
      (await talk.call('GET', `/items/${through}-${pk}`)).body.times,
    /** The queue that takes what nobody could handle. */
    deadLetterQueue: () => {
      const [arn = ''] = cloud.deployment.queues.flatMap(({ redrive }) => redrive?.deadLetters ?? []);
      return { arn, name: arn.split(':').at(-1) ?? '' };
    },
    /** @param meanwhile what somebody does to the store while the stack is down */
    restart: async (meanwhile: (file: string) => void = () => undefined) => {
      await cloud.stop();
      meanwhile(join(dataDir, 'store.sqlite'));
      cloud = await start();
    },
    stop: async () => {
      await cloud.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
