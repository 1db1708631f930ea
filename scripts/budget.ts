import { gzipSync } from 'node:zlib';
import { wordsOf } from '../shared/public/language/languages.ts';
import { statusPage } from '../shared/public/page/page.ts';
import { documentOf, STORIES, sketchOf, TOLD_AT } from '../test/support/page-stories.ts';
import { buildDispatch } from './build-dispatch.ts';
import { pageScript, pageStyle } from './build-page.ts';
import { buildTechnician } from './build-technician.ts';

/** What a phone may have to load before it sees the van: about one initial TCP window, gzipped. */
const PAGE_BYTES = 14 * 1024;
const SCRIPT_BYTES = 8 * 1024;

const looks = { style: await pageStyle(), script: await pageScript('en') };
/** As random as a real one: it does not compress. */
const TOKEN = 'q8ZxT4nV1rKs7YwPe3LmHd';
const place = { language: 'en', timeZone: 'America/Los_Angeles' } as const;
const sizes = await Promise.all(
  Object.keys(STORIES).map(async (story) => {
    const sketch = await sketchOf(story);
    const told = {
      document: documentOf(story),
      words: wordsOf('en'),
      place,
      now: TOLD_AT,
      sketch,
      token: TOKEN,
    };
    return { story, bytes: gzipSync(statusPage(told, looks).markup, { level: 9 }).length };
  }),
);
const heaviest = sizes.reduce((a, b) => (a.bytes > b.bytes ? a : b));
const script = gzipSync(looks.script, { level: 9 }).length;
/** Everything the technician's phone loads before the first visit is shown. */
const TECHNICIAN_BYTES = 60 * 1024;
const { hashed, page, worker } = await buildTechnician();
const technician = [...Object.values(hashed), page, worker].reduce(
  (sum, text) => sum + gzipSync(text, { level: 9 }).length,
  0,
);
/** What the office's page loads before the board is shown. */
const DISPATCH_BYTES = 180 * 1024;
const office = await buildDispatch();
const dispatch = office.first.reduce(
  (sum, path) => sum + gzipSync(office.hashed[path] ?? '', { level: 9 }).length,
  0,
);
console.log(`office's page ${dispatch} of ${DISPATCH_BYTES} bytes of script`);
console.log(`technician's page ${technician} of ${TECHNICIAN_BYTES} bytes`);
console.log(
  `page "${heaviest.story}" ${heaviest.bytes} of ${PAGE_BYTES} bytes, script ${script} of ${SCRIPT_BYTES}`,
);
const isOver = [
  heaviest.bytes > PAGE_BYTES,
  script > SCRIPT_BYTES,
  technician > TECHNICIAN_BYTES,
  dispatch > DISPATCH_BYTES,
];
if (isOver.includes(true)) process.exitCode = 1;
