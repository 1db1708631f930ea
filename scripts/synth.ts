import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from './build.ts';
import { fingerprint, isStamped } from './sources.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const OUTPUT = join(root, 'cdk.out');
const STAMP = join(OUTPUT, '.made-of');
const DAY = 24 * 60 * 60 * 1000;

interface SynthOptions {
  /** Does nothing when cdk.out was made of the very same sources. */
  readonly ifChanged?: boolean;
  /** Values for CDK's context, such as `allowedOrigins`. */
  readonly context?: Readonly<Record<string, string>>;
}

/**
 * Bundles the functions and writes the templates into cdk.out, without credentials or network.
 * @throws Error when a door is missing, or cdk-nag or CDK object; what exactly has been printed
 */
export async function synth({
  ifChanged = false,
  context = {},
}: SynthOptions = {}): Promise<'made' | 'unchanged'> {
  const made = `${fingerprint(root)} ${JSON.stringify(context)}`;
  if (ifChanged && isStamped(STAMP, made)) return 'unchanged';
  await build();
  rmSync(STAMP, { force: true });
  runApp(context);
  forgetOldBundles();
  writeFileSync(STAMP, made);
  return 'made';
}

/** The app by itself, not through the CDK command: the same output in a third of the time. */
function runApp(context: Readonly<Record<string, string>>): void {
  mkdirSync(OUTPUT, { recursive: true });
  const { status } = spawnSync(process.execPath, [join(root, 'bin', 'service-tracker.ts')], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, CDK_OUTDIR: OUTPUT, CDK_CONTEXT_JSON: JSON.stringify(context) },
  });
  if (status !== 0) throw new Error('The templates could not be made.');
}

/** A local stack may still be running bundles of an earlier template, so they go only after a day. */
function forgetOldBundles(): void {
  const current = readFileSync(join(OUTPUT, 'service-tracker.assets.json'), 'utf8');
  for (const name of readdirSync(OUTPUT)) {
    if (!name.startsWith('asset.') || current.includes(name)) continue;
    const path = join(OUTPUT, name);
    if (statSync(path).mtimeMs < Date.now() - DAY) rmSync(path, { recursive: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: { 'if-changed': { type: 'boolean' }, context: { type: 'string', short: 'c', multiple: true } },
  });
  const context = Object.fromEntries((values.context ?? []).map((pair) => split(pair)));
  const outcome = await synth({ ifChanged: values['if-changed'] ?? false, context });
  if (outcome === 'made') console.log('The templates are in cdk.out');
  for (const stack of ['service-tracker-edge', 'service-tracker']) {
    const { Resources } = JSON.parse(readFileSync(join(OUTPUT, `${stack}.template.json`), 'utf8'));
    console.log(`${stack}: ${Object.keys(Resources).length} of the 500 resources of a stack`);
  }
}

function split(pair: string): [string, string] {
  const at = pair.indexOf('=');
  return [pair.slice(0, at), pair.slice(at + 1)];
}
