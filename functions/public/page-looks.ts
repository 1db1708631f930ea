import { readFile } from 'node:fs/promises';
import type { Assets } from '../../shared/public/page/big-map.ts';
import type { Looks } from '../../shared/public/page/page.ts';
import type { Language } from '../../shared/team/settings.ts';

/** Style, script and the names of files are made when the function is built, and lie beside it. */
const beside = (name: string) => readFile(new URL(`./${name}`, import.meta.url), 'utf8');

const read = new Map<string, Promise<string>>();

/** Read once. */
function once(name: string): Promise<string> {
  const text = read.get(name) ?? beside(name);
  read.set(name, text);
  return text;
}

/** Where the files of the large map are served, by their plain names. */
export async function assets(): Promise<Assets> {
  return JSON.parse(await once('assets.json'));
}

/** The page's style, and its script in the language of the reader. */
export async function looksIn(language: Language): Promise<Looks> {
  const [style, script] = await Promise.all([once('page.css'), once(`page.${language}.js`)]);
  return { style, script };
}
