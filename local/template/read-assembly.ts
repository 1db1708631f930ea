import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Template } from './resolve.ts';

/** A synthesised stack on disk. */
export interface Assembly {
  readonly stackName: string;
  readonly template: Template;
  /** The folder of a code asset, by the object key the template names it with. */
  codeFolder(key: string): string;
}

interface AssetManifest {
  readonly files?: Readonly<
    Record<string, { source: { path: string }; destinations: Record<string, { objectKey: string }> }>
  >;
}

/**
 * Reads what `cdk synth` wrote: of its stacks the one that declares an HTTP API.
 * @throws Error when there is none
 */
export function readAssembly(folder: string): Assembly {
  const files = existsSync(folder) ? readdirSync(folder) : [];
  for (const file of files.filter((name) => name.endsWith('.template.json'))) {
    const template: Template = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    const types = Object.values(template.Resources).map(({ Type }) => Type);
    if (!types.includes('AWS::ApiGatewayV2::Api')) continue;
    const stackName = file.slice(0, -'.template.json'.length);
    const folders = codeFolders(folder, stackName);
    return {
      stackName,
      template,
      codeFolder(key) {
        const found = folders.get(key);
        if (!found) throw new Error(`No asset of ${stackName} is stored as ${key}.`);
        return found;
      },
    };
  }
  throw new Error(`There is no synthesised stack with an HTTP API in ${folder}: run npm run synth.`);
}

function codeFolders(folder: string, stackName: string): Map<string, string> {
  const manifest: AssetManifest = JSON.parse(readFileSync(join(folder, `${stackName}.assets.json`), 'utf8'));
  return new Map(
    Object.values(manifest.files ?? {}).flatMap(({ source, destinations }) =>
      Object.values(destinations).map(({ objectKey }) => [objectKey, resolve(folder, source.path)] as const),
    ),
  );
}
