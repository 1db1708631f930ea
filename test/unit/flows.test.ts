import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { routes, socketRoutes } from '../../functions/routes.ts';
import { subscriptions } from '../../functions/subscriptions.ts';

const root = new URL('../..', import.meta.url).pathname;
const read = (file: string) => readFileSync(join(root, file), 'utf8');

/** A way into the system, and the files that follow, each with how deep it stands. */
interface Leg {
  readonly line: string;
  readonly kind: string;
  readonly name?: string;
  /** The word that what is before writes, and the one what follows goes by. */
  readonly written?: string;
  readonly heard?: string;
  readonly files: { readonly depth: number; readonly file: string }[];
}

const LEG = /^- (\w+)(?: `([^`]+)`)?(?:, by `([^`]+)`(?: as `([^`]+)`)?)?$/;
const FILE = /^( +)- `([^`]+)`: .+$/;

function legsOf(section: string): Leg[] {
  const legs: Leg[] = [];
  for (const line of section.split('\n').filter((one) => /^\s*-/.test(one))) {
    const [, indent = '', file = ''] = FILE.exec(line) ?? [];
    const [, kind, name, written, heard = written] = LEG.exec(line) ?? [];
    if (file) legs.at(-1)?.files.push({ depth: indent.length / 2, file });
    else if (kind) legs.push({ line, kind, files: [], ...named({ name, written, heard }) });
    else throw new Error(`This line is neither a file nor a way in: ${line}`);
  }
  return legs;
}

const named = (parts: Record<string, string | undefined>) =>
  Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));

const flows = read('docs/flows.md')
  .split(/^## /m)
  .slice(1)
  .map((section) => {
    const title = section.slice(0, section.indexOf('\n'));
    return { title, legs: legsOf(section) };
  });

/** What runs when a file does: types do not, whatever is loaded later does. */
function importsOf(file: string): string[] {
  const text = read(file).replace(/^import type [^;]*;/gm, '');
  const names = [...text.matchAll(/(?:from |import\()'(\.[^']+)'/g)].map(([, name = '']) => name);
  return names.map((name) => join(dirname(file), name));
}

/** The door behind a leg's name, and what it listens to. */
function behind({ kind, name = '' }: Leg): { readonly door?: string; readonly listensTo: string } {
  if (kind === 'route') return { door: routes[name]?.door ?? 'nothing', listensTo: '' };
  if (kind === 'socket') return { door: table(socketRoutes, name)?.door ?? 'nothing', listensTo: '' };
  if (kind === 'browser') return { listensTo: '' };
  const subscription = subscriptions[name];
  if (!subscription || subscription.from === 'operator') return { door: 'nothing', listensTo: '' };
  const expected = subscription.from.endsWith('-stream') ? 'stream' : 'event';
  expect(kind, name).toBe(expected);
  if (!('only' in subscription)) return { door: subscription.door, listensTo: '' };
  return { door: subscription.door, listensTo: JSON.stringify(subscription.only).replaceAll('"', "'") };
}

const table = <T>(of: Readonly<Record<string, T>>, key: string): T | undefined => of[key];

describe.each(flows)('the flow of $title', ({ legs }) => {
  it('goes from file to file by what each imports', () => {
    for (const { files } of legs) {
      files.forEach(({ depth, file }, index) => {
        expect(existsSync(join(root, file)), `${file} is there`).toBe(true);
        const above = files.slice(0, index).findLast((one) => one.depth === depth - 1);
        if (depth > 1) expect(importsOf(above?.file ?? ''), `${above?.file} imports`).toContain(file);
      });
    }
  });

  it('goes from one process to the next by a route, a subscription or a word that both know', () => {
    const before: string[] = [];
    for (const leg of legs) {
      const { door, listensTo } = behind(leg);
      const own = leg.files.map(({ file }) => file);
      if (door) expect(own[0], leg.line).toBe(`functions/${door}.ts`);
      const { written, heard } = leg;
      if (before.length > 0) expect(written, `${leg.line}, by which word?`).toBeDefined();
      if (written && heard) {
        expect(
          before.map(read).some((text) => text.includes(written)),
          `${leg.line}: written`,
        ).toBe(true);
        expect(
          [listensTo, ...own.map(read)].some((text) => text.includes(heard)),
          leg.line,
        ).toBe(true);
      }
      before.push(...own);
    }
  });
});

it('has a flow for each thing that matters', () => {
  expect(flows.map(({ title }) => title)).toEqual(
    expect.arrayContaining(['A position', 'A status, to its text', 'An arrival', 'A link opened']),
  );
  for (const { title, legs } of flows)
    expect(legs.flatMap(({ files }) => files).length, title).toBeGreaterThan(5);
});
