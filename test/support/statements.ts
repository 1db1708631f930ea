import { readdirSync, readFileSync } from 'node:fs';
import { createResolver, type Template } from '../../local/template/resolve.ts';
import type { PlainStatement } from './judge-statement.ts';

const OUTPUT = new URL('../../cdk.out/', import.meta.url);
const ENDING = '.template.json';

/** One statement of a synthesised template, and where it stands. */
export interface FoundStatement {
  readonly where: string;
  readonly statement: PlainStatement;
}

/** Every statement of every policy, trust and key policies included, of every stack in cdk.out. */
export function everyStatement(): FoundStatement[] {
  const names = readdirSync(OUTPUT).filter((name) => name.endsWith(ENDING));
  return names.flatMap((name) => statementsIn(name.slice(0, -ENDING.length)));
}

function statementsIn(stackName: string): FoundStatement[] {
  const template: Template = JSON.parse(readFileSync(new URL(stackName + ENDING, OUTPUT), 'utf8'));
  const place = {
    region: 'us-east-1',
    accountId: '000000000000',
    stackName,
    publicHost: 'track.example.com',
  };
  const { resolve } = createResolver(template, { place, secret: () => 'secret' });
  return Object.entries(template.Resources).flatMap(([id, { Properties }]) =>
    documentsIn(Properties)
      .flatMap((document) => resolve(document.Statement) as PlainStatement[])
      .map((statement, at) => ({ where: `${stackName}/${id}[${at}]`, statement })),
  );
}

/** A policy document is whatever has a version and a list of statements, wherever a resource keeps it. */
function documentsIn(value: unknown): { readonly Statement: unknown }[] {
  if (value === null || typeof value !== 'object') return [];
  if ('Version' in value && 'Statement' in value) return [{ Statement: value.Statement }];
  return Object.values(value).flatMap(documentsIn);
}
