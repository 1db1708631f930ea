import { parseArgs } from 'node:util';
import lighthouse from 'lighthouse';
import { launchBrowser } from '../test/support/browser.ts';
import { company } from '../test/support/company.ts';
import { freePort, startStack } from '../test/support/stack.ts';
import { synth } from './synth.ts';

/** `npm run lighthouse`: what Lighthouse says of the page of a visit on its way, on its mobile setting. */
const { values } = parseArgs({ options: { verbose: { type: 'boolean', default: false } } });
const CATEGORIES = ['performance', 'accessibility', 'best-practices'] as const;

await synth({ ifChanged: true });
const port = await freePort();
const [stack, browser] = await Promise.all([
  startStack(),
  launchBrowser([`--remote-debugging-port=${port}`]),
]);
try {
  const firm = await company(stack, 'lighthouse');
  const depot = await firm.book({ address: { line: '402 Main St' } });
  const { visit, link } = await firm.book({ address: { line: '48 Willow Ln' } });
  const { lat, lng } = (depot.visit as unknown as { address: { lat: number; lng: number } }).address;
  await firm.report([{ lat, lng }]);
  await firm.step(visit.visitId, 'en_route');
  await stack.advance(60);
  await firm.report([{ lat: lat - 0.004, lng }]);
  await stack.idle();
  const url = `${stack.url}/t/${link.token}`;
  const result = await lighthouse(url, {
    port,
    output: 'json',
    onlyCategories: [...CATEGORIES],
    logLevel: 'error',
  });
  if (!result) throw new Error('Lighthouse gave no answer.');
  for (const name of CATEGORIES) {
    const { score, auditRefs = [] } = result.lhr.categories[name] ?? { score: null };
    console.log(`${name.padEnd(16)} ${Math.round((score ?? 0) * 100)}`);
    const failed = auditRefs
      .map(({ id }) => result.lhr.audits[id])
      .filter((one) => one && one.score !== null && one.score < 1);
    if (values.verbose || score !== 1)
      for (const one of failed) console.log(`  ${one?.id}: ${one?.displayValue ?? one?.title}`);
  }
  for (const id of [
    'first-contentful-paint',
    'largest-contentful-paint',
    'total-blocking-time',
    'cumulative-layout-shift',
    'total-byte-weight',
  ]) {
    console.log(`${id.padEnd(26)} ${result.lhr.audits[id]?.displayValue ?? '-'}`);
  }
} finally {
  await browser.close();
  await stack.stop();
}
