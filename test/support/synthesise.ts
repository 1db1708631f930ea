import { synth } from '../../scripts/synth.ts';

/** Before the tests that look at the templates or run the bundles: makes them when the sources have changed. */
export default async function synthesise(): Promise<void> {
  await synth({ ifChanged: true });
}
