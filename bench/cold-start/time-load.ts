import { execFile } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

/** Plain JavaScript, so that Node's type stripping is not part of what is measured. */
const SCRIPT = `
  const start = process.hrtime.bigint();
  for (const file of process.argv.slice(1)) await import(file);
  process.stdout.write(String(process.hrtime.bigint() - start));
  process.exit(0);`;

/** What a Lambda always has in its environment. */
const LAMBDA = {
  AWS_REGION: 'us-east-1',
  AWS_LAMBDA_FUNCTION_NAME: 'bench',
  PATH: process.env['PATH'] ?? '',
};

/** Milliseconds a fresh Node takes to load modules one after the other; starting Node itself does not count. */
export async function timeLoad(files: readonly string[]): Promise<number> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '--eval', SCRIPT, ...files.map((file) => pathToFileURL(file).href)],
    { env: LAMBDA },
  );
  return Number(stdout) / 1e6;
}
