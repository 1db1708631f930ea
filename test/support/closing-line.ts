import type { Reporter, TestModule } from 'vitest/node';

/** Ends a run with one plain line that any CI can read: `12 passed, 0 failed`. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const passed = tests.filter((test) => test.result().state === 'passed').length;
    const brokenModules = modules.filter(
      (module) => module.state() === 'failed' && module.errors().length > 0,
    );
    const failedTests = tests.filter((test) => test.result().state === 'failed').length;
    const failed = failedTests + brokenModules.length + unhandledErrors.length;
    // After vitest's own summary, which is written in the same turn.
    process.on('exit', () => console.log(`${passed} passed, ${failed} failed`));
  }
}
