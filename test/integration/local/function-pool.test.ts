import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { DeployedFunction } from '../../../local/template/deployment.ts';
import { createUsage } from '../../../local/usage/usage.ts';
import { createFunctionPool } from '../../../local/workers/function-pool.ts';
import { createMemoryTrim } from '../../../local/workers/spare-memory.ts';
import { createWorkerEnvironment } from '../../../local/workers/worker-environment.ts';

test('that threads have ended is told, for what they held can be given back now', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'service-tracker-pool-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'echo.mjs'), 'export const handler = () => process.env.AWS_ACCESS_KEY_ID;');
  const echo: DeployedFunction = {
    name: 'echo',
    arn: 'arn:aws:lambda:us-east-1:000000000000:function:echo',
    folder,
    handler: 'echo.handler',
    timeoutMs: 5000,
    memoryMb: 128,
    environment: {},
    role: { name: 'echo', permissions: [] },
    asyncRetries: 2,
    logging: { format: 'JSON', level: 'INFO' },
  };
  const trim = await createMemoryTrim();
  const told = Promise.withResolvers<void>();
  const pool = createFunctionPool({
    functions: [echo],
    environment: createWorkerEnvironment({
      clock: new SharedArrayBuffer(8),
      region: 'us-east-1',
      awsEndpoint: () => 'http://127.0.0.1:9',
      objectsEndpoint: 'http://127.0.0.1:9/_local/s3',
      logFolder: folder,
    }),
    usage: createUsage(),
    failed: () => undefined,
    freed() {
      trim();
      told.resolve();
    },
  });
  onTestFinished(() => pool.stop());

  const outcome = await pool.invoke(echo.arn, {});
  expect(outcome).toMatchObject({ ok: true });
  pool.crash(outcome.ok ? JSON.parse(outcome.payload) : '');
  await told.promise;

  expect(await pool.invoke(echo.arn, {})).toMatchObject({ ok: true });
});
