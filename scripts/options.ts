import { type ParseArgsConfig, parseArgs } from 'node:util';

/** What a command line says. Whoever mistypes an option is told so, and how it is meant, and nothing is done. */
export function optionsOf<T extends ParseArgsConfig>(
  config: T,
  usage: string,
): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${usage}`);
    process.exit(1);
  }
}
